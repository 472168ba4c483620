import { ListPlus } from 'lucide-react'
import type { WildcardList } from '../../../../shared/wildcards.ts'
import { say } from '../../../../shared/words/say.ts'
import { attempt } from '../../../state/call.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../../../ui/Menu.tsx'
import styles from './PromptField.module.css'
import type { Prompt } from './prompt-text.ts'

interface WildcardMenuProps {
  /** the prompt it belongs to */
  readonly of: Prompt
  readonly lists: readonly WildcardList[]
  readonly insert: (name: string) => void
  /** see Menu */
  readonly takeFocus: () => boolean
}

/** The lists a prompt can draw from; choosing one writes it where the cursor was. */
export function WildcardMenu({ of, lists, insert, takeFocus }: WildcardMenuProps) {
  const usable = lists.filter(({ lines }) => lines > 0)
  const entries: MenuEntry[] = [
    {
      kind: 'heading',
      label: say(usable.length > 0 ? 'generate.wildcards.heading' : 'generate.wildcards.none'),
    },
    ...usable.map(({ name, lines }) => ({
      label: name,
      isName: true,
      keys: say('generate.wildcards.lines', { lines }),
      run: () => insert(name),
    })),
    { kind: 'line' },
    {
      label: say('generate.wildcards.open-folder'),
      run: () => void attempt('openWildcardFolder', {}, say('panel.failed.open-wildcards')),
    },
  ]
  return (
    <Menu
      trigger={
        <IconButton
          className={styles.insert}
          label={say(`generate.wildcards.${of}`)}
          icon={<ListPlus />}
          tooltip={false}
        />
      }
      entries={entries}
      takeFocus={takeFocus}
    />
  )
}
