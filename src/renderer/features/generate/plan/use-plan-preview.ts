import { useEffect, useRef, useState } from 'react'
import { GenerationRequest } from '../../../../shared/generation.ts'
import type { Plan } from '../../../../shared/plan.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { call } from '../../../state/call.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { problemFrom } from '../../../state/problem-error.ts'
import { orderedWorkers } from '../../../state/workers.ts'
import { fleetFingerprint, jobsFingerprint, RUNNING } from './fleet-fingerprint.ts'

/** The newest plan; it stays while the next one is on its way, and while the form is not valid. */
export interface PlanPreview {
  readonly plan: Plan | null
  /** a newer one is on its way, or the form is not valid: what is shown may not be what would happen */
  readonly stale: boolean
  readonly problem: Problem | null
}

const ASK_AFTER_MS = 150
/** While a job runs, when its machines are free changes all the time. */
const ASK_AGAIN_MS = 2000

/** Asks for the plan of the form as it stands, a moment after the last change of the form, the fleet or the jobs before it. */
export function usePlanPreview(): PlanPreview {
  const form = usePanel((state) => state.form)
  const fleet = usePanel((state) => fleetFingerprint(orderedWorkers(state)))
  const jobs = usePanel((state) => jobsFingerprint(state.jobOrder.map((id) => state.jobsById[id])))
  const [preview, setPreview] = useState<PlanPreview>({ plan: null, stale: true, problem: null })
  const newest = useRef(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the fleet or of the jobs asks anew
  useEffect(() => {
    const asked = ++newest.current
    setPreview((before) => (before.stale ? before : { ...before, stale: true }))
    const parsed = GenerationRequest.safeParse(form)
    if (!parsed.success) return
    const ask = async () => {
      try {
        const plan = await call('planPreview', { request: parsed.data })
        if (asked === newest.current) setPreview({ plan, stale: false, problem: null })
      } catch (error) {
        if (asked === newest.current) setPreview({ plan: null, stale: false, problem: problemFrom(error) })
      }
    }
    const first = setTimeout(() => void ask(), ASK_AFTER_MS)
    // What is shown meanwhile is hardly older than what comes, so it does not count as stale.
    const again = jobs.includes(RUNNING) ? setInterval(() => void ask(), ASK_AGAIN_MS) : undefined
    return () => {
      clearTimeout(first)
      clearInterval(again)
    }
  }, [form, fleet, jobs])
  return preview
}
