import { useState } from 'react'
import type { ImportEntry, ImportPreview } from '../../../../shared/transfer.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import { call } from '../../../state/call.ts'
import { problemFrom } from '../../../state/problem-error.ts'
import { showDone, showProblem } from '../../../state/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { closeSheet, openSheet } from '../board-store.ts'
import { SideSheet } from '../sheet/SideSheet.tsx'
import { ImportEntries } from './ImportEntries.tsx'
import styles from './ImportReview.module.css'
import { appliedWords, applyWords } from './import-words.ts'

/** What an import would do, entry by entry; nothing is done before its button is pressed. */
export function ImportReview({ preview }: { preview: ImportPreview }) {
  const { entries, settings, warnings } = preview
  const useful = entries.filter(({ action }) => action !== 'skip')
  const [keys, setKeys] = useState<ReadonlySet<number>>(() => new Set(useful.map(({ key }) => key)))
  const [withSettings, setWithSettings] = useState(false)
  const [applying, setApplying] = useState(false)
  const [problem, setProblem] = useState<ReturnType<typeof problemFrom> | null>(null)
  const chosen = useful.filter(({ key }) => keys.has(key))
  const toggle = (key: number) => {
    const next = new Set(keys)
    if (!next.delete(key)) next.add(key)
    setKeys(next)
  }
  const apply = async () => {
    setApplying(true)
    setProblem(null)
    try {
      const request = { token: preview.token, keys: [...keys], settings: withSettings }
      const done = await call('applyImport', request)
      showDone(appliedWords(done))
      if (done.withoutPassword.length > 0) sayWithoutPassword(done.withoutPassword)
      closeSheet()
    } catch (error) {
      setProblem(problemFrom(error))
      setApplying(false)
    }
  }
  return (
    <SideSheet
      title={say('workers.import.review')}
      subtitle={say(`workers.import.format.${preview.format}`)}
      footer={
        <>
          <Button onClick={() => openSheet({ kind: 'import', preview: null })}>
            {say('workers.import.another')}
          </Button>
          <Button
            look="primary"
            data-autofocus
            busy={applying}
            disabled={chosen.length === 0 && !withSettings}
            onClick={() => void apply()}
          >
            {applyWords(chosen, withSettings)}
          </Button>
        </>
      }
    >
      {warnings.map((message) => (
        <ProblemNote key={inWords(message)} level="warning" problem={{ message, remedy: null }} />
      ))}
      {problem && <ProblemNote problem={problem} />}
      {entries.length === 0 && <p className={styles.nothing}>{say('workers.import.none')}</p>}
      {ACTIONS.map((action) => (
        <ImportEntries
          key={action}
          title={say(`workers.import.${action}`)}
          entries={entries.filter((entry) => entry.action === action)}
          chosen={keys}
          onToggle={toggle}
        />
      ))}
      {settings.length > 0 && (
        <section className={styles.settings}>
          <Checkbox
            checked={withSettings}
            onChange={setWithSettings}
            label={say('workers.import.settings')}
            hint={say('workers.import.settings.hint')}
          />
          <dl className={styles.list}>
            {settings.map(({ label, from, to }) => (
              <div key={inWords(label)}>
                <dt>{inWords(label)}</dt>
                <dd>
                  {inWords(from)} → <b>{inWords(to)}</b>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </SideSheet>
  )
}

/** Where the system cannot keep a secret, a password of a file is left out rather than kept in clear unasked. */
function sayWithoutPassword(names: readonly string[]): void {
  showProblem(say('workers.failed.keep-passwords'), {
    kind: 'no-keyring',
    message: reason('workers.import.without-password', { names }),
    remedy: reason('workers.import.without-password.remedy'),
    field: null,
  })
}

const ACTIONS = ['add', 'change', 'skip'] as const satisfies readonly ImportEntry['action'][]
