import { Blocks } from 'lucide-react'
import { memo, type RefObject, useMemo, useRef, useState } from 'react'
import type { WildcardList } from '../../../../shared/wildcards.ts'
import { say } from '../../../../shared/words/say.ts'
import { useEarlierPrompts } from '../../../state/earlier-prompts.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { type Inserted, NetworkBrowser } from './browser/NetworkBrowser.tsx'
import { writtenNetwork } from './browser/written-network.ts'
import { EarlierPrompts } from './EarlierPrompts.tsx'
import type { PromptHandle } from './editor/PromptEditor.tsx'
import styles from './PromptField.module.css'
import { FORM_FIELD, type Prompt } from './prompt-text.ts'
import { TokenCount } from './TokenCount.tsx'
import { WildcardMenu } from './WildcardMenu.tsx'
import { withWildcard } from './wildcard-words.ts'

interface InsertersProps {
  readonly which: Prompt
  readonly editor: RefObject<PromptHandle | null>
  readonly wildcards: readonly WildcardList[] | null
}

/** Beside the label of a prompt: how long it is, and what writes into it. */
export function PromptTools(inserters: InsertersProps) {
  return (
    <span className={styles.tools}>
      <TokenCount of={inserters.which} />
      <Inserters {...inserters} />
    </span>
  )
}

/** They read the prompt from its editor when they are used: a key in it draws none of them anew. */
const Inserters = memo(function Inserters({ which, editor, wildcards }: InsertersProps) {
  const earlier = useEarlierPrompts(FORM_FIELD[which])
  const [browsing, setBrowsing] = useState(false)
  const browse = useRef<HTMLButtonElement>(null)
  const inserted = useRef(false)
  const { insert, replaceAll, takeFocus } = useMemo(() => {
    /** Writes in place of the selection. */
    const insert = (write: (text: string, from: number, to: number) => string) => {
      const prompt = editor.current
      if (!prompt) return
      const { from, to } = prompt.selection()
      prompt.replace(from, to, write(prompt.text(), from, to))
      inserted.current = true
    }
    const replaceAll = (text: string) => {
      editor.current?.replace(0, editor.current.text().length, text)
      inserted.current = true
    }
    const takeFocus = () => {
      if (!inserted.current) return false
      inserted.current = false
      editor.current?.focus()
      return true
    }
    return { insert, replaceAll, takeFocus }
  }, [editor])
  return (
    <>
      <EarlierPrompts which={which} prompts={earlier} take={replaceAll} takeFocus={takeFocus} />
      <IconButton
        ref={browse}
        className={styles.insert}
        label={say(`prompt.networks.for-${which}`)}
        icon={<Blocks />}
        tooltip={false}
        onClick={() => setBrowsing(true)}
      />
      {wildcards && (
        <WildcardMenu
          of={which}
          lists={wildcards}
          insert={(name) => insert((text, start, end) => withWildcard(text, { start, end }, name))}
          takeFocus={takeFocus}
        />
      )}
      {browsing && (
        <NetworkBrowser
          onClose={() => setBrowsing(false)}
          insert={(network: Inserted) => {
            insert((text, from, to) => writtenNetwork(text, { from, to }, network))
            if (which === 'prompt' && network.negative !== null) addToNegative(network.negative)
          }}
          onCloseAutoFocus={(event) => {
            // The dialog knows only what had the focus when it was drawn: its own search.
            event.preventDefault()
            if (!takeFocus()) browse.current?.focus()
          }}
        />
      )}
    </>
  )
})

/** Words for the negative prompt, at its end, unless they are there already. */
function addToNegative(words: string): void {
  const { negativePrompt: before } = usePanel.getState().form
  if (before.includes(words)) return
  const apart = before === '' || /[,\s]$/.test(before) ? '' : ', '
  editForm({ negativePrompt: `${before}${apart}${words}` })
}
