import type { Wire, WireHooks } from './wire.ts'

/** What one world needs to hand messages to the other; both share the page's event target. */
export interface BridgeLink {
  /** Delivers synchronously. */
  send(text: string): void
  onMessage(listener: (text: string) => void): void
}

export interface Bridge {
  /** Copies `api` into the other world under `name`, functions as proxies. */
  expose(name: string, api: unknown): void
}

/**
 * Electron's contextBridge between two JavaScript worlds: data crosses as copies, functions as proxies in both
 * directions, promises as promises, errors as errors. Self-contained, because its source is run inside the page.
 * Proxied functions live as long as the page, as they do in Electron while they are reachable.
 */
export function createBridge(
  wire: Wire,
  link: BridgeLink,
  onExposed: (name: string, api: unknown) => void,
): Bridge {
  type Settled = { ok: boolean; value: unknown }
  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const ids = new Map<(...args: unknown[]) => unknown, number>()
  const promises = new Map<number, { resolve(value: unknown): void; reject(reason: unknown): void }>()
  const returned = new Map<number, Settled>()
  let next = 1

  const send = (message: unknown[]): void => link.send(wire.encode(message, hooks))
  const hooks: WireHooks = {
    putFunction(fn) {
      const known = ids.get(fn)
      if (known !== undefined) return known
      const id = next++
      ids.set(fn, id)
      functions.set(id, fn)
      return id
    },
    putPromise(promise) {
      const id = next++
      promise.then(
        (value) => send(['settle', id, true, value]),
        (reason: unknown) => send(['settle', id, false, reason]),
      )
      return id
    },
    takeFunction:
      (id) =>
      (...args: unknown[]) => {
        const call = next++
        send(['call', call, id, args])
        const result = returned.get(call)
        returned.delete(call)
        if (!result) throw new Error('The other side of the context bridge did not answer.')
        if (!result.ok) throw result.value
        return result.value
      },
    takePromise: (id) =>
      new Promise((resolve, reject) => {
        promises.set(id, { resolve, reject })
      }),
  }

  link.onMessage((text) => {
    const [kind, id, third, fourth] = wire.decode(text, hooks) as [string, number, unknown, unknown]
    if (kind === 'expose') onExposed(third as string, fourth)
    if (kind === 'return') returned.set(id, { ok: third as boolean, value: fourth })
    if (kind === 'settle') {
      const waiting = promises.get(id)
      promises.delete(id)
      if (third) waiting?.resolve(fourth)
      else waiting?.reject(fourth)
    }
    if (kind === 'call') {
      const fn = functions.get(third as number)
      try {
        if (!fn) throw new Error('The function does not exist any more.')
        send(['return', id, true, fn(...(fourth as unknown[]))])
      } catch (error) {
        send(['return', id, false, error instanceof Error ? error : new Error(String(error))])
      }
    }
  })
  return { expose: (name, api) => send(['expose', 0, name, api]) }
}
