import { eventChannel } from '../../shared/channels.ts'
import type { EventName, EventPayload } from '../../shared/contract.ts'

/** A window that events can be sent to. */
export interface EventTarget {
  isDestroyed(): boolean
  readonly webContents: { isDestroyed(): boolean; send(channel: string, payload: unknown): void }
}

/** Sends events to every window that is there at that moment. One that opens later begins with a snapshot. */
export function createBroadcast(windows: () => readonly EventTarget[]) {
  return <Name extends EventName>(name: Name, payload: EventPayload<Name>): void => {
    // A window being closed is destroyed before it leaves the list.
    const open = windows().filter((window) => !window.isDestroyed() && !window.webContents.isDestroyed())
    for (const window of open) window.webContents.send(eventChannel(name), payload)
  }
}
