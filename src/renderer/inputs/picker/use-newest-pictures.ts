import { useCallback, useEffect, useRef, useState } from 'react'
import type { StoredImage } from '../../../shared/job.ts'
import type { Problem } from '../../../shared/problem.ts'
import { call } from '../../state/call.ts'
import { problemFrom } from '../../state/problem-error.ts'

/** Pictures read in one go. */
const PAGE = 60
/** ms after the last key of the search until it is asked for */
const SEARCH_AFTER_MS = 200

/** The newest pictures of the gallery that have some words, as far as they were read. */
export interface NewestPictures {
  readonly images: readonly StoredImage[]
  /** nothing was read yet of what is asked for */
  readonly loading: boolean
  readonly problem: Problem | null
  /** reads the next older ones, if there are any and none are on their way */
  readonly more: () => void
  readonly again: () => void
}

interface Read {
  readonly images: readonly StoredImage[]
  readonly complete: boolean
  readonly problem: Problem | null
}

const NOTHING: Read = { images: [], complete: false, problem: null }

/** Reads pictures of the gallery, newest first, page by page. `text`: words of their prompts; nothing: every picture. */
export function useNewestPictures(text: string): NewestPictures {
  const [read, setRead] = useState<Read | null>(null)
  const [round, setRound] = useState(0)
  // Answers to what was asked before are dropped.
  const asked = useRef(0)
  const reading = useRef(false)
  const words = text.trim()

  const ask = useCallback(
    async (before: readonly StoredImage[], own: number) => {
      reading.current = true
      const query = {
        ...{ jobId: null, worker: null, checkpoint: null, since: null, until: null },
        ...{ favourite: false, trash: false, text: words || null },
        ...{ after: before.at(-1)?.id ?? null, limit: PAGE },
      }
      const next = await call('listImages', { query }).then(
        ({ images, total }): Read => {
          const all = [...before, ...images]
          return { images: all, complete: images.length === 0 || all.length >= total, problem: null }
        },
        (error): Read => ({ ...NOTHING, images: before, problem: problemFrom(error) }),
      )
      if (own !== asked.current) return
      reading.current = false
      setRead(next)
    },
    [words],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again
  useEffect(() => {
    const own = ++asked.current
    const timer = setTimeout(
      () => {
        setRead(null)
        void ask([], own)
      },
      words === '' ? 0 : SEARCH_AFTER_MS,
    )
    return () => {
      asked.current++
      clearTimeout(timer)
    }
  }, [ask, round])

  const { images, complete, problem } = read ?? NOTHING
  return {
    ...{ images, problem, loading: read === null },
    more: () => {
      if (read !== null && !complete && problem === null && !reading.current) void ask(images, asked.current)
    },
    again: () => setRound((count) => count + 1),
  }
}
