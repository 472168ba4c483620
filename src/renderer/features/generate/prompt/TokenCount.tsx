import { say } from '../../../../shared/words/say.ts'
import { call } from '../../../state/call.ts'
import styles from './PromptField.module.css'
import { type Prompt, usePromptText } from './prompt-text.ts'
import { useLater } from './use-later.ts'

/** ms after the last key until tokens are counted */
const COUNT_AFTER_MS = 250

/** How many tokens a prompt is, and how many its chunks hold; nothing until that is known. */
export function TokenCount({ of }: { readonly of: Prompt }) {
  const text = usePromptText(of)
  const counts = useLater(text, () => call('countTokens', { texts: [text] }), COUNT_AFTER_MS)
  const count = counts?.counts[0]
  if (count === undefined || text.trim() === '') return null
  const { tokens, room } = count
  return (
    <span
      className={styles.tokens}
      role="img"
      aria-label={say('prompt.tokens.in-words', { tokens, room, chunks: room / 75 })}
      title={say('prompt.tokens.in-words', { tokens, room, chunks: room / 75 })}
    >
      {say('prompt.tokens', { tokens, room })}
    </span>
  )
}
