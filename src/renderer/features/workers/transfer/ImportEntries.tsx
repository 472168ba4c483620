import { KeyRound } from 'lucide-react'
import type { ImportEntry } from '../../../../shared/transfer.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import styles from './ImportEntries.module.css'

interface ImportEntriesProps {
  readonly title: string
  readonly entries: readonly ImportEntry[]
  readonly chosen: ReadonlySet<number>
  readonly onToggle: (key: number) => void
}

/** The entries of one kind: what is added, changed, or left out and why. */
export function ImportEntries({ title, entries, chosen, onToggle }: ImportEntriesProps) {
  if (entries.length === 0) return null
  return (
    <section>
      <h4 className={styles.title}>
        {title} <span>{entries.length}</span>
      </h4>
      <ul>
        {entries.map((entry) => (
          <li key={entry.key} className={styles.entry}>
            {entry.action === 'skip' ? (
              <div className={styles.skipped}>
                <p className={styles.name} translate="no">
                  {entry.name}
                </p>
                <Facts entry={entry} />
              </div>
            ) : (
              <Checkbox
                checked={chosen.has(entry.key)}
                onChange={() => onToggle(entry.key)}
                label={<span translate="no">{entry.name}</span>}
                hint={<Facts entry={entry} />}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Facts({ entry: { name, url, details, reason, hasPassword } }: { entry: ImportEntry }) {
  return (
    <span className={styles.facts}>
      {url !== '' && url !== name && (
        <span className={styles.url} translate="no">
          {url}
        </span>
      )}
      {reason !== null && <span>{inWords(reason)}</span>}
      {details
        .map((detail) => inWords(detail))
        .map((detail) => (
          <span key={detail}>{detail}</span>
        ))}
      {hasPassword && (
        <span className={styles.password}>
          <KeyRound aria-hidden="true" /> {say('workers.import.with-password')}
        </span>
      )}
    </span>
  )
}
