import { Worker } from 'node:worker_threads'
import type { ProblemKind } from '../../shared/problem.ts'
import type { TokenCount } from '../../shared/prompt-tools.ts'
import { reason } from '../../shared/words/catalogue.ts'
import { TributaryError } from '../core/failure.ts'
import { threadEntry } from '../system/thread-entry.ts'
import type { TokenAnswer, TokenQuestion } from './tokenThread.ts'

/** ms of real time after which counting is given up */
const MOST_MS = 20_000

/** Counts tokens in a thread, which starts with the first text and never keeps the process alive. */
export interface TokenCounter {
  /** Rejects with `internal` when the thread does not answer, with `not-now` when it is stopped meanwhile. */
  count(texts: readonly string[]): Promise<TokenCount[]>
  stop(): void
}

interface Asked {
  readonly resolve: (counts: readonly TokenCount[]) => void
  readonly reject: (why: Error) => void
}

export function createTokenCounter(): TokenCounter {
  let thread: Worker | null = null
  let lastId = 0
  const waiting = new Map<number, Asked>()

  const end = (kind: ProblemKind) => {
    void thread?.terminate()
    thread = null
    for (const { reject } of [...waiting.values()]) reject(new TributaryError(kind, reason('app.no-tokens')))
  }
  const broke = () => end('internal')
  const started = (): Worker => {
    if (thread !== null) return thread
    const entry = threadEntry('tokenThread', import.meta.url)
    if (entry === null) throw new TributaryError('internal', reason('app.no-tokens'))
    const begun = new Worker(entry, { execArgv: [] })
    begun.on('message', ({ id, counts }: TokenAnswer) => waiting.get(id)?.resolve(counts))
    begun.on('error', () => {
      if (thread === begun) broke()
    })
    begun.unref()
    thread = begun
    return begun
  }
  return {
    async count(texts) {
      const id = ++lastId
      const timer = setTimeout(broke, MOST_MS)
      try {
        const counts = await new Promise<readonly TokenCount[]>((resolve, reject) => {
          const to = started()
          waiting.set(id, { resolve, reject })
          to.postMessage({ id, texts } satisfies TokenQuestion)
        })
        return [...counts]
      } finally {
        clearTimeout(timer)
        waiting.delete(id)
      }
    },
    // Whoever waits while the app ends waits for nothing that went wrong.
    stop: () => end('not-now'),
  }
}
