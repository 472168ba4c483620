import { useEffect, useState } from 'react'
import type { WorkerId } from '../../../../shared/ids.ts'
import type { Problem } from '../../../../shared/problem.ts'
import type { WorkerDetails } from '../../../../shared/worker-activity.ts'
import { call } from '../../../state/call.ts'
import { problemFrom } from '../../../state/problem-error.ts'

/** ms between two reads while the sheet is open. */
const READ_EVERY_MS = 3000

/** Details of a machine, or why there are none. */
export interface DetailsState {
  /** null: not read yet, or `problem` says why not */
  readonly details: WorkerDetails | null
  readonly problem: Problem | null
}

/** Reads the details of a machine at once, and again while they are looked at. The last good ones stay when a read fails. */
export function useDetails(workerId: WorkerId): DetailsState {
  const [state, setState] = useState<DetailsState>({ details: null, problem: null })
  useEffect(() => {
    let ended = false
    let timer: ReturnType<typeof setTimeout>
    const read = async () => {
      try {
        const details = await call('workerDetails', { workerId })
        if (!ended) setState({ details, problem: null })
      } catch (error) {
        if (!ended) setState(({ details }) => ({ details, problem: problemFrom(error) }))
      }
      // The next read starts after this one ended, so that they never pile up.
      if (!ended) timer = setTimeout(read, READ_EVERY_MS)
    }
    void read()
    return () => {
      ended = true
      clearTimeout(timer)
    }
  }, [workerId])
  return state
}
