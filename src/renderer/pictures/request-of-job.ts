import type { GenerationRequest } from '../../shared/generation.ts'
import type { JobId } from '../../shared/ids.ts'
import { call } from '../state/call.ts'
import { usePanel } from '../state/panel-store.ts'

/** What a job was asked for, in this session or an earlier one; undefined: the history has let go of it. */
export async function requestOfJob(jobId: JobId): Promise<GenerationRequest | undefined> {
  const known = usePanel.getState().jobsById[jobId]
  if (known) return known.request
  try {
    return (await call('pastJob', { jobId })).job.request
  } catch {
    // The pictures are there without it.
    return undefined
  }
}
