import { inWords } from '../../../../shared/words/say.ts'
import type { RequestLogEntry } from '../../../../shared/worker-activity.ts'

export type RequestFilter = 'all' | 'failed'

export const isFailed = ({ status, problem }: RequestLogEntry): boolean =>
  problem !== null || status === null || status >= 400

const problemOf = ({ problem }: Pick<RequestLogEntry, 'problem'>) =>
  problem === null ? '' : inWords(problem)

/** The entries that match, in the order given. */
export function matchingRequests(
  requests: readonly RequestLogEntry[],
  filter: RequestFilter,
  search: string,
): RequestLogEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return requests.filter((entry) => {
    const text = `${entry.method} ${entry.path} ${entry.status ?? ''} ${problemOf(entry)}`.toLowerCase()
    return (filter === 'all' || isFailed(entry)) && words.every((word) => text.includes(word))
  })
}

/** The log as text, one line a request, for a bug report. */
export const logText = (requests: readonly RequestLogEntry[]): string =>
  requests
    .map(({ at, method, path, status, ms, problem }) =>
      [
        new Date(at).toISOString(),
        method,
        path,
        status ?? '-',
        `${Math.round(ms)} ms`,
        problemOf({ problem }),
      ]
        .join(' ')
        .trimEnd(),
    )
    .join('\n')
