import { CALL_NAMES, callChannel } from '../../shared/channels.ts'
import type { CallName, CallResult } from '../../shared/contract.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { CallHandlers } from '../app/handlers.ts'
import { problemOf, TributaryError } from '../core/failure.ts'
import { parseRequest } from './parse-request.ts'

/** The part of Electron's ipcMain that is needed. */
interface IpcMainPort<Event> {
  handle(channel: string, handler: (event: Event, request: unknown) => Promise<unknown>): void
  removeHandler(channel: string): void
}

export interface IpcOptions<Event> {
  readonly ipcMain: IpcMainPort<Event>
  readonly handlers: CallHandlers
  /** whether a message comes from our own page */
  readonly isTrustedSender: (event: Event) => boolean
  /** told about what no handler foresaw, stack included */
  readonly logError: (what: string, error: unknown) => void
}

/** Answers every call of the contract. Nothing thrown inside leaves as anything but a Problem. Returns what takes it back. */
export function registerIpc<Event>(options: IpcOptions<Event>): () => void {
  for (const name of CALL_NAMES) {
    options.ipcMain.handle(callChannel(name), (event, request) => answer(name, event, request, options))
  }
  return () => {
    for (const name of CALL_NAMES) options.ipcMain.removeHandler(callChannel(name))
  }
}

async function answer<Name extends CallName, Event>(
  name: Name,
  event: Event,
  request: unknown,
  options: IpcOptions<Event>,
): Promise<CallResult<Name>> {
  try {
    if (!options.isTrustedSender(event)) {
      throw new TributaryError('bad-request', reason('shell.not-the-panel', { call: name }))
    }
    return { ok: true, value: await options.handlers[name](parseRequest(name, request)) }
  } catch (error) {
    const problem = problemOf(error)
    if (problem.kind === 'internal') options.logError(`call ${name} failed`, error)
    return { ok: false, problem }
  }
}
