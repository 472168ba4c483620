import { pictureWords } from '../../../../shared/request-pictures.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import { useAdding } from '../../../inputs/add-inputs.ts'
import { forgetRefused, useStart } from '../../../inputs/start-from.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import styles from './StartSection.module.css'

/** More would push the form away. */
const MOST_SHOWN = 3

/** What a form that was put in is without. */
function MissingNote() {
  const missing = usePanel((state) => state.missing)
  const pictures = missing?.pictures.filter(({ place }) => place === 'start') ?? []
  if (missing === null || pictures.length === 0) return null
  const told = { count: pictures.length, pictures: pictureWords(pictures).map((what) => inWords(what)) }
  return (
    <ProblemNote
      level="warning"
      problem={{
        message: reason('start.missing', told),
        remedy: missing.how === null ? null : reason('start.missing.none-left'),
      }}
      action={{ label: say('start.dismiss'), run: () => usePanel.setState({ missing: null }) }}
    />
  )
}

/** What is on its way, what could not be used and why, what was done to pictures. */
export function InputNotes() {
  const adding = useAdding((state) => state.count)
  const { refused, notes } = useStart()
  const dismiss = { label: say('start.dismiss'), run: forgetRefused }
  const shown = refused.slice(0, MOST_SHOWN)
  const more = refused.length - shown.length
  return (
    <>
      <MissingNote />
      {adding > 0 && (
        <p role="status" className={styles.note}>
          {say('start.adding', { count: adding })}
        </p>
      )}
      {shown.map((problem, at) => (
        <ProblemNote
          // biome-ignore lint/suspicious/noArrayIndexKey: they come and go together
          key={at}
          problem={problem}
          action={at === shown.length - 1 && more === 0 ? dismiss : undefined}
        />
      ))}
      {more > 0 && (
        <p className={styles.note}>
          {say('start.more-refused', { count: more })}{' '}
          <button type="button" className={styles.link} onClick={forgetRefused}>
            {say('start.dismiss')}
          </button>
        </p>
      )}
      {notes.slice(0, MOST_SHOWN).map((note, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they come and go together
        <p key={at} role="status" className={styles.note}>
          {inWords(note)}
        </p>
      ))}
    </>
  )
}
