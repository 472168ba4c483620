import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { LIMITS } from '../../../../shared/limits.ts'
import type { PromptStyle } from '../../../../shared/styles.ts'
import { say } from '../../../../shared/words/say.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import { StyleDialog } from './StyleDialog.tsx'

/** A person's own styles: a new one from the prompt, and each to be changed. */
export function StyleMenu() {
  const own = usePanel((state) => state.settings.styles)
  const [edited, setEdited] = useState<{ style: PromptStyle; known: string | null } | null>(null)
  const fromPrompt = () => {
    const { prompt, negativePrompt } = usePanel.getState().form
    const most = LIMITS.styleCharacters
    const style = { name: '', prompt: prompt.slice(0, most), negativePrompt: negativePrompt.slice(0, most) }
    setEdited({ style, known: null })
  }
  return (
    <>
      <Menu
        trigger={<IconButton label={say('styles.more')} icon={<Ellipsis />} tooltip={false} />}
        entries={[
          { label: say('styles.from-prompt'), run: fromPrompt },
          ...(own.length === 0 ? [] : [{ kind: 'line' as const }]),
          ...own.map((style) => ({
            label: say('styles.edit', { name: style.name }),
            run: () => setEdited({ style, known: style.name }),
          })),
        ]}
      />
      {edited && <StyleDialog {...edited} onClose={() => setEdited(null)} />}
    </>
  )
}
