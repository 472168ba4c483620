import type { ImageFlag } from '../../shared/job.ts'
import { inWords } from '../../shared/words/say.ts'
import styles from './FlagMarks.module.css'
import { flagMark, flagReason } from './flag-words.ts'

/** The marks at the lower edge of a picture, one above the other; pointed at, each says its reason in full. */
export function FlagMarks({ flags }: { flags: readonly ImageFlag[] }) {
  if (flags.length === 0) return null
  return (
    <span className={styles.marks}>
      {flags.map((flag) => (
        <span key={flag} className={styles.mark} title={inWords(flagReason(flag))}>
          {flagMark(flag)}
        </span>
      ))}
    </span>
  )
}
