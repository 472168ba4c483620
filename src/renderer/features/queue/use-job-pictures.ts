import { useEffect } from 'react'
import { create } from 'zustand'
import type { JobId } from '../../../shared/ids.ts'
import type { ImagePage } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { attempt } from '../../state/call.ts'

/** Pictures that a row shows at most. */
export const SHOWN = 4
/** ms that a row must be in sight, or its count stand still, until its pictures are asked for. */
const ASK_AFTER_MS = 120

interface Known {
  /** pictures of the job as its row counted them when these were read */
  readonly count: number
  readonly page: ImagePage
}

/** What was read of each job, so that rows scrolled back into sight have their pictures at once. */
const useKnown = create<Readonly<Record<JobId, Known>>>(() => ({}))

/** The newest pictures of a job, and how many there are in all; null until they are read. `count`: as its row counts them; with 0 nothing is read. */
export function useJobPictures(id: JobId, count: number): ImagePage | null {
  const known = useKnown((state) => state[id])
  const current = known?.count === count
  useEffect(() => {
    if (count === 0 || current) return
    let ended = false
    const timer = setTimeout(async () => {
      const query = { jobId: id, limit: SHOWN }
      const page = await attempt('listImages', { query }, say('queue.failed.read-pictures'))
      if (page !== null && !ended) useKnown.setState({ [id]: { count, page } })
    }, ASK_AFTER_MS)
    return () => {
      ended = true
      clearTimeout(timer)
    }
  }, [id, count, current])
  return known?.page ?? null
}
