import { eventChannel } from '../../shared/channels.ts'
import type { EventArguments, EventName, EventPayload } from '../../shared/contract.ts'
import type { WorkerId } from '../../shared/ids.ts'
import type { Capabilities } from '../../shared/worker.ts'

/** A window that events can be sent to. */
export interface EventTarget {
  isDestroyed(): boolean
  readonly webContents: { isDestroyed(): boolean; send(channel: string, payload: unknown): void }
}

/** Sends events to every window that is there at that moment; the lists of a worker only when they changed. */
export function createBroadcast(windows: () => readonly EventTarget[]) {
  const told = new Map<WorkerId, Capabilities | null>()
  return <Name extends EventName>(name: Name, payload: EventPayload<Name>): void => {
    // A window being closed is destroyed before it leaves the list.
    const open = windows().filter((window) => !window.isDestroyed() && !window.webContents.isDestroyed())
    // A window that opens later begins with all of it.
    if (open.length === 0) return
    const news = withoutOldLists(told, [name, payload] as EventArguments)
    for (const window of open) window.webContents.send(eventChannel(name), news)
  }
}

/** Lists that did not change keep their identity (docs/workers.md), so that comparing them costs nothing. */
function withoutOldLists(told: Map<WorkerId, Capabilities | null>, [name, payload]: EventArguments): unknown {
  if (name === 'workerRemoved') told.delete(payload.workerId)
  if (name !== 'workerChanged' || payload.capabilities === undefined) return payload
  const { capabilities, ...rest } = payload
  if (told.get(rest.config.id) === capabilities) return rest
  told.set(rest.config.id, capabilities)
  return payload
}
