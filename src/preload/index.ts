import { contextBridge, ipcRenderer } from 'electron'
import { CALL_NAMES, callChannel, EVENT_NAMES, eventChannel } from '../shared/channels.ts'
import type { EventName } from '../shared/contract.ts'

const calls = Object.fromEntries(
  CALL_NAMES.map((name) => [name, (request: unknown) => ipcRenderer.invoke(callChannel(name), request)]),
)

/** Subscribes the page to one of the contract's events, and to nothing else that the main process may send. */
function on(event: EventName, listener: (payload: unknown) => void): () => void {
  if (!EVENT_NAMES.includes(event)) throw new Error(`There is no event "${String(event)}".`)
  const channel = eventChannel(event)
  const forward = (_event: unknown, payload: unknown) => listener(payload)
  ipcRenderer.on(channel, forward)
  return () => void ipcRenderer.removeListener(channel, forward)
}

contextBridge.exposeInMainWorld('tributary', { ...calls, on })
