import { useEffect, useRef } from 'react'
import { GenerationRequest } from '../../../../shared/generation.ts'
import { call } from '../../../state/call.ts'
import { usePanel } from '../../../state/panel-store.ts'
import type { PlanPreview } from '../../../state/plan-preview.ts'
import { problemFrom } from '../../../state/problem-error.ts'
import { orderedWorkers } from '../../../state/workers.ts'
import { fleetFingerprint, jobsFingerprint, RUNNING } from './fleet-fingerprint.ts'

const ASK_AFTER_MS = 150
/** While a job runs, when its machines are free changes all the time. */
const ASK_AGAIN_MS = 2000

/** Asks for the plan of the form as it stands, a moment after the last change of the form, the fleet, what it offers or the jobs before it. */
export function usePlanPreview(): PlanPreview {
  const form = usePanel((state) => state.form)
  const fleet = usePanel((state) => fleetFingerprint(orderedWorkers(state)))
  const jobs = usePanel((state) => jobsFingerprint(state.jobOrder.map((id) => state.jobsById[id])))
  const offers = usePanel((state) => state.offers)
  const preview = usePanel((state) => state.planPreview)
  const newest = useRef(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the fleet or of the jobs asks anew
  useEffect(() => {
    const asked = ++newest.current
    if (!usePanel.getState().planPreview.stale)
      setPreview({ ...usePanel.getState().planPreview, stale: true })
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
  }, [form, fleet, offers, jobs])
  return preview
}

const setPreview = (planPreview: PlanPreview) => usePanel.setState({ planPreview })
