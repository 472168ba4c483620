import type { WorkerView } from '../../../../shared/worker.ts'

/** The way to do now what a worker in trouble needs; null: nothing can be done from here. */
export type NextStep =
  | { readonly do: 'refresh'; readonly label: string }
  | { readonly do: 'edit'; readonly label: string }
  | { readonly do: 'measure'; readonly label: string }
  | null

/** What helps a worker that has a problem. */
export function nextStep({
  state,
  problem,
  measuringFailed,
}: Pick<WorkerView, 'state' | 'problem' | 'measuringFailed'>): NextStep {
  if (measuringFailed === true && state !== 'off') return { do: 'measure', label: 'Measure again' }
  if (problem?.kind === 'sign-in-page') return { do: 'refresh', label: 'Try now' }
  if (state === 'needs-sign-in' || problem?.kind === 'auth') return { do: 'edit', label: 'Sign in' }
  if (problem?.kind === 'tls-changed' || problem?.kind === 'tls') return { do: 'edit', label: 'Look at it' }
  if (state === 'paused') return { do: 'refresh', label: 'Resume' }
  if (state === 'off') return null
  return { do: 'refresh', label: 'Try now' }
}

/**
 * "Next try in 14 s."; empty where none is planned. Both in epoch ms by the fleet's clock, which runs `timeScale` times as
 * fast as the person's (0: it stands).
 */
export function nextTryWords(nextTryAt: number | null, now: number, timeScale: number): string {
  if (nextTryAt === null) return ''
  const seconds = Math.ceil((nextTryAt - now) / 1000 / (timeScale || 1))
  if (seconds <= 0) return 'Trying now…'
  return seconds < 90 ? `Next try in ${seconds} s.` : `Next try in ${Math.round(seconds / 60)} min.`
}
