import { useEffect, useState } from 'react'
import type { JobId } from '../../../../shared/ids.ts'
import type { JobView } from '../../../../shared/job.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { batchesChanged } from '../../../state/batches.ts'
import { call } from '../../../state/call.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { problemFrom } from '../../../state/problem-error.ts'
import { useJob } from '../../../state/selectors.ts'

/** ms that a job must be chosen before it is read: keys that pass over many ask for none. */
const ASK_AFTER_MS = 80

export type JobDetailsState =
  | { readonly at: 'loading' }
  | { readonly at: 'failed'; readonly problem: Problem; readonly again: () => void }
  | { readonly at: 'ready'; readonly job: JobView; readonly batchesLeftOut: number }

type Read =
  | { readonly id: JobId; readonly job: JobView; readonly batchesLeftOut: number }
  | { readonly id: JobId; readonly problem: Problem }

/** A job with its requests in the store: live while this session knows it, else read from the history. */
export function useJobDetails(id: JobId): JobDetailsState {
  const live = useJob(id)
  const known = live !== undefined
  const [read, setRead] = useState<Read | null>(null)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again
  useEffect(() => {
    if (known) return
    let ended = false
    const ask = async () => {
      try {
        const { job, batches, batchesLeftOut } = await call('pastJob', { jobId: id })
        if (ended) return
        // The timeline draws from the store.
        usePanel.setState((state) => batchesChanged(state, batches))
        setRead({ id, job, batchesLeftOut })
      } catch (error) {
        if (!ended) setRead({ id, problem: problemFrom(error) })
      }
    }
    const timer = setTimeout(() => void ask(), ASK_AFTER_MS)
    return () => {
      ended = true
      clearTimeout(timer)
    }
  }, [id, known, round])
  if (live) return { at: 'ready', job: live, batchesLeftOut: 0 }
  if (read === null || read.id !== id) return { at: 'loading' }
  if ('problem' in read) {
    const again = () => {
      setRead(null)
      setRound((count) => count + 1)
    }
    return { at: 'failed', problem: read.problem, again }
  }
  return { at: 'ready', job: read.job, batchesLeftOut: read.batchesLeftOut }
}
