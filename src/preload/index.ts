import { contextBridge, ipcRenderer } from 'electron'
import { BYTES_IN, CALL_NAMES, callChannel, EVENT_NAMES, eventChannel } from '../shared/channels.ts'
import type { CallResult, EventName } from '../shared/contract.ts'
import { oversize } from '../shared/request-size.ts'
import { reason } from '../shared/words/catalogue.ts'
import type { Reason } from '../shared/words/reason.ts'

const calls = Object.fromEntries(
  CALL_NAMES.map((name) => [
    name,
    (request: unknown) => {
      // Looked at here as well: what is sent is copied twice on its way before anybody can refuse it.
      const why = oversize(request, BYTES_IN[name])
      return why === null ? ipcRenderer.invoke(callChannel(name), request) : refused(name, why)
    },
  ]),
)

async function refused(name: string, why: Reason): Promise<CallResult<'snapshot'>> {
  const message = reason('shell.request-refused', { call: name, why })
  return { ok: false, problem: { kind: 'bad-request', message, remedy: null, field: null } }
}

/** Subscribes the page to one of the contract's events, and to nothing else that the main process may send. */
function on(event: EventName, listener: (payload: unknown) => void): () => void {
  if (!EVENT_NAMES.includes(event)) throw new Error(`There is no event "${String(event)}".`)
  const channel = eventChannel(event)
  const forward = (_event: unknown, payload: unknown) => listener(payload)
  ipcRenderer.on(channel, forward)
  return () => void ipcRenderer.removeListener(channel, forward)
}

contextBridge.exposeInMainWorld('tributary', { ...calls, on })
