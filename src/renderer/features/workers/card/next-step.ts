import { minutesText, secondsText } from '../../../../shared/words/format-duration.ts'
import { say } from '../../../../shared/words/say.ts'
import type { WorkerView } from '../../../../shared/worker.ts'

/** The way to do now what a worker in trouble needs. */
export interface NextStep {
  readonly do: 'refresh' | 'edit' | 'measure'
  readonly label: string
}

/** Whether a worker waits for a user name and password. */
export const asksToSignIn = ({ state, problem }: Pick<WorkerView, 'state' | 'problem'>): boolean =>
  state === 'needs-sign-in' || problem?.kind === 'auth'

/** What helps a worker that has a problem; null: nothing can be done from here. */
export function nextStep({
  state,
  problem,
  measuringFailed,
}: Pick<WorkerView, 'state' | 'problem' | 'measuringFailed'>): NextStep | null {
  const tryNow: NextStep = { do: 'refresh', label: say('workers.try-now') }
  if (measuringFailed === true && state !== 'off')
    return { do: 'measure', label: say('workers.measure-again') }
  if (problem?.kind === 'sign-in-page') return tryNow
  if (asksToSignIn({ state, problem })) return { do: 'edit', label: say('workers.sign-in') }
  if (problem?.kind === 'tls-changed' || problem?.kind === 'tls')
    return { do: 'edit', label: say('workers.look-at-certificate') }
  if (state === 'paused') return { do: 'refresh', label: say('workers.resume') }
  return state === 'off' ? null : tryNow
}

/**
 * "Next try in 14 s."; empty where none is planned. Both in epoch ms by the fleet's clock, which runs `timeScale` times as
 * fast as the person's (0: it stands).
 */
export function nextTryWords(nextTryAt: number | null, now: number, timeScale: number): string {
  if (nextTryAt === null) return ''
  const seconds = Math.ceil((nextTryAt - now) / 1000 / (timeScale || 1))
  if (seconds <= 0) return say('workers.trying-now')
  const time = seconds < 90 ? secondsText(seconds, 0) : minutesText(seconds / 60)
  return say('workers.next-try', { time })
}
