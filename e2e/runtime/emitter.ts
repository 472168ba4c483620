import { EventEmitter } from 'node:events'
import { lacking } from './strict.ts'

/** An event whose default can be prevented, as Electron's `close`, `before-quit` and `will-navigate` are. */
export class PreventableEvent {
  defaultPrevented = false
  preventDefault(): void {
    this.defaultPrevented = true
  }
}

/** An emitter that refuses listeners for events the stand-in never emits. */
export class StrictEmitter extends EventEmitter {
  constructor(what: string, events: readonly string[]) {
    super()
    const known = new Set<string | symbol>([...events, 'newListener', 'removeListener', 'error'])
    super.on('newListener', (event: string | symbol) => {
      if (!known.has(event)) throw lacking(`event "${String(event)}" of ${what}`)
    })
  }

  /** Emits with a preventable event first; answers whether a listener prevented the default. */
  emitPreventable(name: string, ...args: unknown[]): boolean {
    const event = new PreventableEvent()
    this.emit(name, event, ...args)
    return event.defaultPrevented
  }
}
