import { EXIT } from './exit-codes.ts'

/** A signal that follows so soon is the same one: the settings' file writer raises it again, ms. */
const SAME_SIGNAL_MS = 500

/** Ctrl+C; a polite end; the terminal was closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** What of a process this is about; replaced in tests. */
export interface ClosingProcess {
  on(signal: (typeof SIGNALS)[number], listener: () => void): unknown
  exit(code: number): void
  readonly stdout: Output
  readonly stderr: Output
}
interface Output {
  on(event: 'error', listener: (error: Error) => void): unknown
}

/**
 * Aborted when the command is to end well: by Ctrl+C and the like, or because nobody reads on (`| head`, a closed terminal). A second
 * signal is somebody who does not want to wait: it ends the process at once. An output that is closed counts once and never ends it.
 */
export function closingSignal(of: ClosingProcess, now: () => number = () => performance.now()): AbortSignal {
  const stop = new AbortController()
  let stoppedAt = Number.NEGATIVE_INFINITY
  for (const name of SIGNALS) {
    of.on(name, () => {
      if (now() - stoppedAt < SAME_SIGNAL_MS) return
      if (stop.signal.aborted) of.exit(EXIT.interrupted)
      stoppedAt = now()
      stop.abort()
    })
  }
  // Without a listener the error of a closed pipe (EPIPE) or terminal (EIO) ends the process in mid-job.
  for (const output of [of.stdout, of.stderr]) output.on('error', () => stop.abort())
  return stop.signal
}
