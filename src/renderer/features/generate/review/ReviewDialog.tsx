import { useMemo, useState } from 'react'
import { type OddNumber, oddNumberWords } from '../../../../shared/infotext-number.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import { startWith } from '../../../inputs/start-from.ts'
import { replaceForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import styles from './ReviewDialog.module.css'
import { type Reviewed, useReview } from './review.ts'
import { patchOf, type ReviewRow, reviewOf } from './review-rows.ts'

const close = () => useReview.setState({ reviewed: null })

/** What a picture or a text would change in the form, to be agreed to line by line. */
export function ReviewDialog() {
  const reviewed = useReview((state) => state.reviewed)
  return reviewed && <OpenReview key={reviewed.infotext} reviewed={reviewed} />
}

function OpenReview({ reviewed }: { readonly reviewed: Reviewed }) {
  const [form] = useState(() => usePanel.getState().form)
  const { rows, same, left, odd } = useMemo(
    () => reviewOf(reviewed.infotext, form),
    [reviewed.infotext, form],
  )
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set())
  const taken = rows.filter(({ name }) => !without.has(name))
  const isPicture = reviewed.from === 'picture'
  const name = isPicture ? reviewed.picture.name : reviewed.file
  const apply = () => {
    close()
    replaceForm(
      patchOf(taken, form),
      name === null ? say('review.used-text') : say('review.used-picture', { name }),
    )
  }
  const instead = isPicture
    ? { label: say('review.start-from'), run: () => startWith(reviewed.picture) }
    : reviewed.paste && { label: say('review.paste-as-text'), run: reviewed.paste }
  return (
    <Dialog
      open
      onClose={close}
      title={say('review.title')}
      description={name === null ? say('review.from-text') : say('review.from-picture', { name })}
      width={680}
      footer={
        <>
          {instead && (
            <Button
              className={styles.instead}
              onClick={() => {
                close()
                instead.run()
              }}
            >
              {instead.label}
            </Button>
          )}
          <Button onClick={close}>{say('panel.cancel')}</Button>
          <Button look="primary" disabled={taken.length === 0} onClick={apply}>
            {say('review.apply', { count: taken.length })}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        {isPicture && (
          <Picture
            of={{ kind: 'input', id: reviewed.picture.id }}
            alt={reviewed.picture.name}
            className={styles.picture}
          />
        )}
        <div className={styles.changes}>
          {rows.length === 0 ? (
            <p>{say('review.nothing')}</p>
          ) : (
            <Changes rows={rows} without={without} onWithout={setWithout} />
          )}
          {rows.length > 0 && same > 0 && (
            <p className={styles.note}>{say('review.same', { count: same })}</p>
          )}
          <OddNumbers odd={odd} />
          {rows.some(({ kept }) => kept?.units) && (
            <p className={styles.note}>{say('review.control-pictures')}</p>
          )}
          {left.length > 0 && (
            <p className={styles.note}>
              {say('review.left')} <span translate="no">{left.join(', ')}</span>
            </p>
          )}
        </div>
      </div>
    </Dialog>
  )
}

/** Numbers of the text that no field can have, and what becomes of each. */
function OddNumbers({ odd }: { readonly odd: readonly OddNumber[] }) {
  if (odd.length === 0) return null
  return (
    <section aria-label={say('review.odd')} className={styles.note}>
      {say('review.odd')}
      <ul>
        {odd.slice(0, MOST_ODD).map((each) => (
          <li key={each.key}>{inWords(oddNumberWords(each))}</li>
        ))}
      </ul>
      {odd.length > MOST_ODD && say('review.odd.more', { count: odd.length - MOST_ODD })}
    </section>
  )
}

/** A text has a few at most, unless somebody made it to have more. */
const MOST_ODD = 12

interface ChangesProps {
  readonly rows: readonly ReviewRow[]
  /** names of those that are left out */
  readonly without: ReadonlySet<string>
  readonly onWithout: (without: ReadonlySet<string>) => void
}

function Changes({ rows, without, onWithout }: ChangesProps) {
  const toggle = (name: string) => {
    const next = new Set(without)
    if (!next.delete(name)) next.add(name)
    onWithout(next)
  }
  return (
    <table className={styles.table} aria-label={say('review.changes')}>
      <thead>
        <tr>
          <th scope="col">
            <Checkbox
              label={say('review.take-all')}
              checked={without.size === 0}
              onChange={(all) => onWithout(new Set(all ? [] : rows.map(({ name }) => name)))}
            />
          </th>
          <th scope="col">{say('review.now')}</th>
          <th scope="col">{say('review.then')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, label, before, after, kept }) => (
          <tr key={name} data-without={without.has(name) || undefined}>
            <th scope="row">
              <Checkbox
                // What servers call it is a name.
                label={kept ? <span translate="no">{label}</span> : label}
                checked={!without.has(name)}
                onChange={() => toggle(name)}
              />
            </th>
            <td title={before} translate="no">
              <span>{before || say('review.none')}</span>
            </td>
            <td title={after} translate="no">
              <span>{after || say('review.none')}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
