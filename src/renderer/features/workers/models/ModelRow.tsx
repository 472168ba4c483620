import { CircleAlert, CircleCheck } from 'lucide-react'
import { useId, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { WorkerId } from '../../../../shared/ids.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import type { LoadOutcome } from '../../../../shared/worker-activity.ts'
import { attempt } from '../../../state/call.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Button } from '../../../ui/Button.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { tint } from '../../../ui/worker-colour.ts'
import { runSync } from '../actions/worker-calls.ts'
import { openSheet } from '../board-store.ts'
import { SyncOutput } from '../details/SyncOutput.tsx'
import { type FleetModel, whereWords } from './fleet-models.ts'
import styles from './ModelsSheet.module.css'

/** One checkpoint: where it is, where it is not, and what to do about that. */
export function ModelRow({ model }: { model: FleetModel }) {
  const [outcomes, setOutcomes] = useState<readonly LoadOutcome[] | null>(null)
  const [loading, setLoading] = useState(false)
  const nameId = useId()
  const names = usePanel(
    useShallow(({ workersById }) =>
      Object.fromEntries(Object.values(workersById).map(({ config }) => [config.id, config.name])),
    ),
  )
  const named = (ids: readonly WorkerId[]) => ids.map((id) => names[id] ?? say('workers.some-machine'))
  const load = async () => {
    setLoading(true)
    const checkpoint = model.hash === null ? model.name : `${model.name} [${model.hash}]`
    setOutcomes(
      await attempt(
        'loadCheckpointEverywhere',
        { checkpoint },
        say('workers.failed.load-everywhere', { checkpoint: model.name }),
      ),
    )
    setLoading(false)
  }
  return (
    <li className={styles.model}>
      <div className={styles.head}>
        <p id={nameId} className={styles.name} title={model.name} translate="no">
          {model.name}
        </p>
        <Button size="small" busy={loading} aria-describedby={nameId} onClick={() => void load()}>
          {say('workers.models.load')}
        </Button>
      </div>
      <p className={styles.where}>{whereWords(named(model.on), named(model.missingOn))}</p>
      {(model.loadedOn.length > 0 || model.namesake) && (
        <p className={styles.loaded}>
          {model.loadedOn.map((id) => (
            <LoadedOn key={id} id={id} />
          ))}
          {model.namesake && (
            <span>
              {model.hash === null
                ? say('workers.models.namesake')
                : say('workers.models.namesake-of', { hash: model.hash })}
            </span>
          )}
        </p>
      )}
      {outcomes && <Outcomes outcomes={outcomes} />}
      {model.missingOn.map((id) => (
        <Missing key={id} id={id} />
      ))}
    </li>
  )
}

function LoadedOn({ id }: { id: WorkerId }) {
  const { name, colour } = usePanel(
    useShallow(({ workersById }) => ({
      name: workersById[id]?.config.name ?? '',
      colour: workersById[id]?.config.colour,
    })),
  )
  return (
    <span className={styles.on} style={tint(colour)}>
      <StatusDot tone="worker" />
      {say('workers.models.loaded-on', { name })}
    </span>
  )
}

function Outcomes({ outcomes }: { outcomes: readonly LoadOutcome[] }) {
  return (
    <ul className={styles.outcomes} role="status">
      {outcomes.map(({ workerId, name, outcome, reason }) => (
        <li key={workerId} data-outcome={outcome}>
          {outcome === 'loaded' ? <CircleCheck aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
          {outcomeWords(name, outcome, reason)}
        </li>
      ))}
    </ul>
  )
}

function outcomeWords(name: string, outcome: LoadOutcome['outcome'], reason: LoadOutcome['reason']): string {
  if (outcome === 'loaded') return say('workers.models.has-loaded', { name })
  return reason === null
    ? say('workers.models.not-loaded', { name })
    : say('workers.models.not-loaded-because', { name, reason: inWords(reason) })
}

/** A machine that lacks it: its sync command, or the way to set one. */
function Missing({ id }: { id: WorkerId }) {
  const { name, command } = usePanel(
    useShallow(({ workersById }) => ({
      name: workersById[id]?.config.name ?? '',
      command: workersById[id]?.config.syncCommand ?? '',
    })),
  )
  const run = usePanel((state) => state.syncByWorker[id])
  const [asked, setAsked] = useState(false)
  return (
    <div className={styles.missing}>
      <span>{say('workers.models.missing', { name })}</span>
      {command === '' ? (
        <button type="button" onClick={() => openSheet({ kind: 'edit', workerId: id })}>
          {say('workers.sync.set')}
        </button>
      ) : (
        <button
          type="button"
          title={command}
          onClick={() => {
            setAsked(true)
            void runSync(id)
          }}
        >
          {say('workers.sync.run-its')}
        </button>
      )}
      {run && asked && <SyncOutput run={run} />}
    </div>
  )
}
