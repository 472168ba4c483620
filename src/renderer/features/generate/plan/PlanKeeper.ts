import { useEffect, useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { usePanel } from '../../../state/panel-store.ts'
import { orderedWorkers } from '../../../state/workers.ts'
import { fleetFingerprint, jobsFingerprint, RUNNING } from './fleet-fingerprint.ts'
import { keepPlan } from './keep-plan.ts'

/**
 * Keeps the plan in the store true to the form, the fleet, what it offers and the jobs before it while this is mounted. It shows nothing: a
 * key in a prompt asks for another plan, and draws what shows the plan anew only when that comes.
 */
export function PlanKeeper(): null {
  const form = usePanel((state) => state.form)
  const workers = usePanel(useShallow(orderedWorkers))
  const fleet = useMemo(() => fleetFingerprint(workers), [workers])
  const queued = usePanel(useShallow((state) => state.jobOrder.map((id) => state.jobsById[id])))
  const jobs = useMemo(() => jobsFingerprint(queued), [queued])
  const offers = usePanel((state) => state.offers)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the fleet or of what it offers asks anew
  useEffect(() => keepPlan(form, jobs.includes(RUNNING)), [form, fleet, offers, jobs])
  return null
}
