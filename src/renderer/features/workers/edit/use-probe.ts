import { useEffect, useState } from 'react'
import type { WorkerId } from '../../../../shared/ids.ts'
import type { Problem } from '../../../../shared/problem.ts'
import type { ProbeReport } from '../../../../shared/worker.ts'
import { call } from '../../../state/call.ts'
import { problemFrom } from '../../../state/problem-error.ts'
import { isProbeable, probeInput, type WorkerForm } from './worker-form.ts'

/** What the look at the address came to. */
export type Probe =
  | { readonly at: 'nothing' }
  | { readonly at: 'looking'; readonly before: ProbeReport | null }
  | { readonly at: 'seen'; readonly report: ProbeReport }
  /** the look itself did not come about, e.g. the address is none */
  | { readonly at: 'refused'; readonly problem: Problem }

/** ms after the last key until the address is looked at. */
const LOOK_AFTER_MS = 500

/**
 * Looks at the address while it is typed: a moment after the last key, and again when `again` changes. An answer that
 * comes after something else was typed is dropped.
 */
export function useProbe(form: WorkerForm, workerId: WorkerId | null, again: number): Probe {
  const input = probeInput(form)
  const key = JSON.stringify([input, workerId, again])
  const [probe, setProbe] = useState<Probe>({ at: 'nothing' })
  const ready = isProbeable(form.url)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the input
  useEffect(() => {
    if (!ready) {
      setProbe({ at: 'nothing' })
      return
    }
    let stale = false
    const timer = setTimeout(async () => {
      setProbe((before) => ({ at: 'looking', before: before.at === 'seen' ? before.report : null }))
      try {
        const report = await call('probeAddress', { input, workerId })
        if (!stale) setProbe({ at: 'seen', report })
      } catch (error) {
        if (!stale) setProbe({ at: 'refused', problem: problemFrom(error) })
      }
    }, LOOK_AFTER_MS)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [key, ready])
  return probe
}
