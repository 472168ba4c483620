import type { WorkerId } from '../../shared/ids.ts'
import { reason } from '../../shared/words/catalogue.ts'
import { say } from '../../shared/words/say.ts'
import type { AppHandlers, CallHandlers } from '../app/handlers.ts'
import { TributaryError } from '../core/failure.ts'
import { isPersonal } from './personal-folder.ts'

/** A question of the main process itself: a page that was taken over cannot answer it. */
export interface Question {
  readonly title: string
  readonly detail: string
  /** the button that agrees */
  readonly agree: string
  /** the button that declines; absent: Cancel */
  readonly decline?: string
}

export interface ConfirmedCallsDeps {
  readonly handlers: Pick<AppHandlers, 'runSync' | 'exportWorkers' | 'updateSettings'>
  /** what running the worker's sync command would run, in words; throws what `runSync` would */
  readonly syncCommand: (id: WorkerId) => string
  /** native dialog; false: declined */
  readonly ask: (question: Question) => Promise<boolean>
  /** folders the user chose in the system's dialog in this run */
  readonly chosen: ReadonlySet<string>
  /** the folder of the pictures that is set now; null: the usual one */
  readonly outputFolder: () => string | null
  readonly home: string
}

export type ConfirmedCall = 'runSync' | 'exportWorkers' | 'updateSettings'

/**
 * Calls of the panel that reach beyond it: a command run on this computer, passwords in clear, a folder somewhere else. Each is confirmed
 * by a native dialog first. A command that was agreed to is not asked about again in this run.
 */
export function createConfirmedCalls(deps: ConfirmedCallsDeps): Pick<CallHandlers, ConfirmedCall> {
  const { handlers, ask } = deps
  const agreed = new Set<string>()
  const known = new Set<string>()
  return {
    async runSync(request) {
      const command = deps.syncCommand(request.workerId)
      if (!agreed.has(command)) {
        await confirmed(ask, {
          title: say('shell.ask-command'),
          detail: command,
          agree: say('shell.ask-command.agree'),
        })
        agreed.add(command)
      }
      return handlers.runSync(request)
    },
    async exportWorkers(request) {
      if (request.credentials) await confirmed(ask, exportWithPasswords())
      return handlers.exportWorkers(request)
    },
    async updateSettings(request) {
      const { outputFolder } = request.patch
      const before = deps.outputFolder()
      if (before !== null) known.add(before)
      const free =
        outputFolder === undefined ||
        outputFolder === null ||
        known.has(outputFolder) ||
        deps.chosen.has(outputFolder) ||
        isPersonal(outputFolder, deps.home)
      if (!free)
        await confirmed(ask, {
          title: say('shell.ask-folder'),
          detail: outputFolder,
          agree: say('shell.ask-folder.agree'),
        })
      return handlers.updateSettings(request)
    },
  }
}

/** The question before anything with passwords leaves the app. */
export const exportWithPasswords = (): Question => ({
  title: say('shell.ask-passwords'),
  detail: say('shell.ask-passwords.detail'),
  agree: say('shell.ask-passwords.agree'),
})

/** Throws `not-now` when the user declines. */
export async function confirmed(ask: ConfirmedCallsDeps['ask'], question: Question): Promise<void> {
  if (!(await ask(question))) throw new TributaryError('not-now', reason('shell.declined'))
}
