import { useEffect, useState } from 'react'
import type { PastJobLine } from '../../../../shared/history.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { call } from '../../../state/call.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { problemFrom } from '../../../state/problem-error.ts'

/** ms after the last key of the search, or the last of several jobs that end together. */
const ASK_AFTER_MS = 150

export interface History {
  /** newest first; what was last read stays while it is read again */
  readonly jobs: readonly PastJobLine[]
  readonly at: 'loading' | 'ready' | 'failed'
  readonly problem: Problem | null
  readonly again: () => void
}

/** The jobs that are over, read again whenever one comes or goes. `text`: words of the prompt. */
export function useHistory(text: string): History {
  const version = usePanel((state) => state.historyVersion)
  const [round, setRound] = useState(0)
  const [read, setRead] = useState<Omit<History, 'again'>>({ jobs: [], at: 'loading', problem: null })
  const words = text.trim()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` and `round` ask again
  useEffect(() => {
    let ended = false
    const ask = async () => {
      try {
        const { jobs } = await call('listHistory', { text: words === '' ? null : words.slice(0, 500) })
        if (!ended) setRead({ jobs, at: 'ready', problem: null })
      } catch (error) {
        if (!ended) setRead(({ jobs }) => ({ jobs, at: 'failed', problem: problemFrom(error) }))
      }
    }
    const timer = setTimeout(() => void ask(), version === 0 && words === '' ? 0 : ASK_AFTER_MS)
    return () => {
      ended = true
      clearTimeout(timer)
    }
  }, [words, version, round])
  return { ...read, again: () => setRound((count) => count + 1) }
}
