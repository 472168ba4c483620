import { useId, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { inWords, say } from '../../../../shared/words/say.ts'
import type { Discovery } from '../../../../shared/worker-activity.ts'
import { attempt } from '../../../state/call.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { showDone } from '../../../state/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { ProgressBar } from '../../../ui/ProgressBar.tsx'
import { openSheet } from '../board-store.ts'
import { serverWords } from '../edit/probe-words.ts'
import styles from './DiscoverySheet.module.css'

type Found = Discovery['found'][number]

/** How far a look is, and what it has found so far. */
export function Findings({ discovery }: { discovery: Discovery }) {
  const { scope, running, checked, total, found, problem } = discovery
  const names = usePanel(
    useShallow(({ workersById }) =>
      Object.fromEntries(Object.values(workersById).map(({ config }) => [config.url, config.name])),
    ),
  )
  const knownAs = (each: Found) => each.knownAs ?? names[each.url] ?? null
  const fresh = found.filter((each) => knownAs(each) === null && each.problem === null)
  return (
    <section className={styles.findings}>
      <div className={styles.progress}>
        <p role="status">
          {running
            ? say(scope === 'machine' ? 'workers.find.here.progress' : 'workers.find.network.progress', {
                checked,
                total,
              })
            : say('workers.find.done', { checked, found: found.length })}
        </p>
        {running && (
          <Button
            size="small"
            onClick={() => void attempt('cancelDiscovery', {}, say('workers.failed.stop-looking'))}
          >
            {say('workers.find.stop')}
          </Button>
        )}
        {!running && fresh.length > 1 && <AddAll found={fresh} />}
      </div>
      {running && (
        <ProgressBar label={say('workers.find.title')} fraction={total === 0 ? null : checked / total} />
      )}
      {problem && <ProblemNote problem={problem} />}
      <ul>
        {found.map((each) => (
          <FoundServer key={each.url} found={each} knownAs={knownAs(each)} />
        ))}
      </ul>
      {!running && found.length === 0 && (
        <p className={styles.none}>{say('workers.find.nothing', { api: '--api', listen: '--listen' })}</p>
      )}
    </section>
  )
}

function FoundServer({ found, knownAs }: { found: Found; knownAs: string | null }) {
  const { url, kind, version, checkpoint, needsPassword, problem } = found
  const addressId = useId()
  const facts = needsPassword ? say('workers.found.needs-password') : problem && inWords(problem.message)
  return (
    <li className={styles.found}>
      <div>
        <p id={addressId} className={styles.url} translate="no">
          {url}
        </p>
        <p className={styles.facts}>
          {kind === null && problem !== null ? null : serverWords(kind, version)}
          {checkpoint !== null && (
            <>
              {' · '}
              <span translate="no">{checkpoint}</span>
            </>
          )}
          {facts !== null && ` · ${facts}`}
        </p>
      </div>
      {knownAs === null ? (
        <AddFound found={found} addressId={addressId} />
      ) : (
        <p className={styles.known}>{say('workers.found.known', { name: knownAs })}</p>
      )}
    </li>
  )
}

/** One that cannot be used as it is opens in the add sheet, which says why and what to do. */
function AddFound({ found, addressId }: { found: Found; addressId: string }) {
  const [adding, setAdding] = useState(false)
  const add = async () => {
    setAdding(true)
    await addAll([found])
    setAdding(false)
  }
  return (
    <Button
      size="small"
      busy={adding}
      aria-describedby={addressId}
      onClick={() => (found.problem === null ? void add() : openSheet({ kind: 'add', url: found.url }))}
    >
      {say(
        found.needsPassword
          ? 'workers.found.sign-in'
          : found.problem === null
            ? 'workers.found.add'
            : 'workers.found.look',
      )}
    </Button>
  )
}

function AddAll({ found }: { found: readonly Found[] }) {
  const [adding, setAdding] = useState(false)
  const add = async () => {
    setAdding(true)
    await addAll(found)
    setAdding(false)
  }
  return (
    <Button size="small" busy={adding} onClick={() => void add()}>
      {say('workers.found.add-all', { count: found.length })}
    </Button>
  )
}

async function addAll(found: readonly Found[]): Promise<void> {
  const added: string[] = []
  for (const { url } of found) {
    const worker = await attempt('addWorker', { input: { url } }, say('workers.failed.add', { address: url }))
    if (worker) added.push(worker.config.name)
  }
  const [first, ...others] = added
  if (first === undefined) return
  showDone(
    others.length === 0
      ? say('workers.added', { name: first })
      : say('workers.added-all', { count: added.length }),
  )
}
