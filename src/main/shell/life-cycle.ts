import { app, dialog } from 'electron'
import { inWords, say } from '../../shared/words/say.ts'
import { problemOf } from '../core/failure.ts'
import type { Log } from './log.ts'
import type { StopList } from './stop-in-reverse.ts'

/**
 * The way out: `before-quit` is remembered, `will-quit` waits until everything has stopped, then the process ends.
 * Answers whether the app is on its way out.
 */
export function installQuitFlow(stops: StopList, log: Log): () => boolean {
  let quitting = false
  app.on('before-quit', () => {
    quitting = true
  })
  app.on('will-quit', (event) => {
    event.preventDefault()
    void stops.stop().then(() => {
      log.info('stopped')
      app.exit(0)
    })
  })
  app.on('window-all-closed', () => {
    // On macOS an app without windows stays in the dock.
    if (process.platform !== 'darwin') app.quit()
  })
  return () => quitting
}

/** Whatever nobody caught is written down; the app goes on, because jobs on other machines do too. */
export function logUncaught(log: Log): void {
  process.on('uncaughtException', (error) => log.error('uncaught', error))
  process.on('unhandledRejection', (reason) => log.error('unhandled rejection', reason))
}

/** Says in words why the app cannot start, and ends it. */
export function failToStart(error: unknown, code: number): void {
  const { message, remedy } = problemOf(error)
  dialog.showErrorBox(
    say('shell.cannot-start'),
    remedy === null ? inWords(message) : `${inWords(message)}\n\n${inWords(remedy)}`,
  )
  app.exit(code)
}
