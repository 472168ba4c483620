import type { EventArguments, EventName, EventPayload } from '../../shared/contract.ts'

/** Told of every event of the contract, in the order they happened. */
export type EventListener = (...event: EventArguments) => void

export interface EventHub {
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  /** Returns what ends the subscription. */
  subscribe(listener: EventListener): () => void
}

/** Hands every event to every listener. A listener that throws is reported and does not keep the others from hearing it. */
export function createEventHub(report: (what: string, error: unknown) => void): EventHub {
  const listeners = new Set<EventListener>()
  return {
    emit(name, payload) {
      for (const listener of [...listeners]) {
        try {
          // The pair is one of the union: name and payload come from the same generic call.
          listener(...([name, payload] as unknown as EventArguments))
        } catch (error) {
          report(`a listener of ${name} failed`, error)
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
