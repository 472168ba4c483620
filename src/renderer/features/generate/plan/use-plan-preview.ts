import { useEffect } from 'react'
import { usePanel } from '../../../state/panel-store.ts'
import type { PlanPreview } from '../../../state/plan-preview.ts'
import { orderedWorkers } from '../../../state/workers.ts'
import { fleetFingerprint, jobsFingerprint, RUNNING } from './fleet-fingerprint.ts'
import { keepPlan } from './keep-plan.ts'

/** The plan of the form as it stands, kept true to the form, the fleet, what it offers and the jobs before it while it is shown. */
export function usePlanPreview(): PlanPreview {
  const form = usePanel((state) => state.form)
  const fleet = usePanel((state) => fleetFingerprint(orderedWorkers(state)))
  const jobs = usePanel((state) => jobsFingerprint(state.jobOrder.map((id) => state.jobsById[id])))
  const offers = usePanel((state) => state.offers)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the fleet or of what it offers asks anew
  useEffect(() => keepPlan(form, jobs.includes(RUNNING)), [form, fleet, offers, jobs])
  return usePanel((state) => state.planPreview)
}
