import { useEffect, useState } from 'react'
import type { StoredImage } from '../../../../shared/job.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { call } from '../../../state/call.ts'
import { problemFrom } from '../../../state/problem-error.ts'

/** Pictures that are shown at most; the gallery has all of them. */
const MOST = 60

export type LastSession =
  | { readonly at: 'loading' }
  | { readonly at: 'failed'; readonly problem: Problem; readonly again: () => void }
  /** newest first */
  | { readonly at: 'ready'; readonly images: readonly StoredImage[] }

/** The newest pictures of earlier runs, read once. */
export function useLastSession(): LastSession {
  const [round, setRound] = useState(0)
  const [read, setRead] = useState<LastSession>({ at: 'loading' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again
  useEffect(() => {
    let ended = false
    const ask = async () => {
      try {
        const { images } = await call('listImages', { query: { limit: MOST } })
        if (!ended) setRead({ at: 'ready', images })
      } catch (error) {
        const again = () => {
          setRead({ at: 'loading' })
          setRound((count) => count + 1)
        }
        if (!ended) setRead({ at: 'failed', problem: problemFrom(error), again })
      }
    }
    void ask()
    return () => {
      ended = true
    }
  }, [round])
  return read
}
