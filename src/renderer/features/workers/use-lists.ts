import { useEffect, useState } from 'react'
import type { WorkerId } from '../../../shared/ids.ts'
import type { ListedCheckpoints, WorkerLists } from '../../../shared/worker-activity.ts'
import { call } from '../../state/call.ts'
import { usePanel } from '../../state/panel-store.ts'

/** What a machine's server lists, asked for when it is looked at and again when lists change; null: not known yet. */
export function useWorkerLists(workerId: WorkerId | null): WorkerLists | null {
  const offers = usePanel((state) => state.offers)
  const [lists, setLists] = useState<WorkerLists | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the offers means that lists changed
  useEffect(
    () => (workerId === null ? undefined : ask(call('workerLists', { workerId }), setLists)),
    [workerId, offers],
  )
  return lists
}

/** The checkpoints of every machine, asked for as above; null: not known yet. */
export function useFleetCheckpoints(): readonly ListedCheckpoints[] | null {
  const offers = usePanel((state) => state.offers.checkpoints)
  const [listed, setListed] = useState<readonly ListedCheckpoints[] | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the offers means that lists changed
  useEffect(() => ask(call('fleetCheckpoints', {}), setListed), [offers])
  return listed
}

/** Returns what makes the answer unwanted. */
function ask<Answer>(asked: Promise<Answer>, take: (answer: Answer) => void): () => void {
  let ended = false
  asked.then(
    (answer) => {
      if (!ended) take(answer)
    },
    // The machine was removed meanwhile: whoever shows it closes.
    () => undefined,
  )
  return () => {
    ended = true
  }
}
