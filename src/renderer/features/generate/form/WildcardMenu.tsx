import { ListPlus } from 'lucide-react'
import type { WildcardList } from '../../../../shared/wildcards.ts'
import { say } from '../../../../shared/words/say.ts'
import { attempt } from '../../../state/call.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../../../ui/Menu.tsx'
import styles from './PromptField.module.css'

interface WildcardMenuProps {
  /** of the prompt it belongs to, e.g. "negative prompt" */
  readonly of: string
  readonly lists: readonly WildcardList[]
  readonly insert: (name: string) => void
  /** see Menu */
  readonly takeFocus: () => boolean
}

/** The lists a prompt can draw from; choosing one writes it where the cursor was. */
export function WildcardMenu({ of, lists, insert, takeFocus }: WildcardMenuProps) {
  const usable = lists.filter(({ lines }) => lines > 0)
  const entries: MenuEntry[] = [
    { kind: 'heading', label: usable.length > 0 ? 'A line for each image from' : 'No wildcard lists yet' },
    ...usable.map(({ name, lines }) => ({
      label: name,
      keys: `${lines} ${lines === 1 ? 'line' : 'lines'}`,
      run: () => insert(name),
    })),
    { kind: 'line' },
    {
      label: 'Open the folder of the lists',
      run: () => void attempt('openWildcardFolder', {}, say('panel.failed.open-wildcards')),
    },
  ]
  return (
    <Menu
      trigger={
        <IconButton
          className={styles.insert}
          label={`Wildcards for the ${of}`}
          icon={<ListPlus />}
          tooltip={false}
        />
      }
      entries={entries}
      takeFocus={takeFocus}
    />
  )
}
