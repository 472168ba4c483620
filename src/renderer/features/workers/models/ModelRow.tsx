import { CircleAlert, CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { WorkerId } from '../../../../shared/ids.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import type { LoadOutcome } from '../../../../shared/worker-activity.ts'
import { attempt } from '../../../state/call.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Button } from '../../../ui/Button.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { tint } from '../../../ui/worker-colour.ts'
import { openSheet } from '../board-store.ts'
import { SyncOutput } from '../details/SyncOutput.tsx'
import { runSync } from '../worker-actions.ts'
import { type FleetModel, whereWords } from './fleet-models.ts'
import styles from './ModelsSheet.module.css'

/** One checkpoint: where it is, where it is not, and what to do about that. */
export function ModelRow({ model }: { model: FleetModel }) {
  const [outcomes, setOutcomes] = useState<readonly LoadOutcome[] | null>(null)
  const [loading, setLoading] = useState(false)
  const names = usePanel(
    useShallow(({ workersById }) =>
      Object.fromEntries(Object.values(workersById).map(({ config }) => [config.id, config.name])),
    ),
  )
  const named = (ids: readonly WorkerId[]) => ids.map((id) => names[id] ?? 'a machine')
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
        <p className={styles.name}>{model.name}</p>
        <Button
          size="small"
          busy={loading}
          aria-label={`Load ${model.name} everywhere`}
          onClick={() => void load()}
        >
          Load everywhere
        </Button>
      </div>
      <p className={styles.where}>{whereWords(named(model.on), named(model.missingOn))}</p>
      {(model.loadedOn.length > 0 || model.namesake) && (
        <p className={styles.loaded}>
          {model.loadedOn.map((id) => (
            <LoadedOn key={id} id={id} />
          ))}
          {model.namesake && (
            <span>another file of this name exists{model.hash && `; this one is ${model.hash}`}</span>
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
      loaded on {name}
    </span>
  )
}

function Outcomes({ outcomes }: { outcomes: readonly LoadOutcome[] }) {
  return (
    <ul className={styles.outcomes} role="status">
      {outcomes.map(({ workerId, name, outcome, reason }) => (
        <li key={workerId} data-outcome={outcome}>
          {outcome === 'loaded' ? <CircleCheck aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
          {outcome === 'loaded'
            ? `${name} has it loaded`
            : `${name}: ${reason === null ? outcome : inWords(reason)}`}
        </li>
      ))}
    </ul>
  )
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
      <span>{name} lacks it.</span>
      {command === '' ? (
        <button type="button" onClick={() => openSheet({ kind: 'edit', workerId: id })}>
          Set a sync command
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
          Run its sync command
        </button>
      )}
      {run && asked && <SyncOutput run={run} />}
    </div>
  )
}
