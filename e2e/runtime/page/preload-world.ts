import type { Bridge } from './bridge.ts'
import type { Wire } from './wire.ts'

export interface PreloadWorld {
  /** what `require('electron')` answers in a sandboxed preload */
  readonly electron: object
  /** takes one message of the main process */
  receive(text: string): void
}

/**
 * `ipcRenderer` and `contextBridge` of a sandboxed preload. `post` hands a text to the main process.
 * Self-contained, because its source is run inside the page.
 */
export function createPreloadWorld(wire: Wire, bridge: Bridge, post: (text: string) => void): PreloadWorld {
  type Listener = (event: object, ...args: unknown[]) => void
  const listeners = new Map<string, Listener[]>()
  const answers = new Map<number, { resolve(value: unknown): void; reject(reason: unknown): void }>()
  const exposed = new Set<string>()
  let next = 1

  const strict = (name: string, target: object): object =>
    new Proxy(target, {
      get(object, property, receiver) {
        if (property in object || typeof property === 'symbol') return Reflect.get(object, property, receiver)
        throw new Error(`The Electron stand-in has no ${name}.${property} in a preload.`)
      },
    })
  const add = (channel: string, listener: Listener): void => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
  }
  const remove = (channel: string, listener: Listener): void => {
    const left = [...(listeners.get(channel) ?? [])]
    const at = left.lastIndexOf(listener)
    if (at >= 0) left.splice(at, 1)
    listeners.set(channel, left)
  }

  const ipcRenderer = strict('ipcRenderer', {
    invoke(channel: string, ...args: unknown[]) {
      const id = next++
      return new Promise((resolve, reject) => {
        const text = wire.encode(['invoke', id, channel, args])
        answers.set(id, { resolve, reject })
        post(text)
      })
    },
    send: (channel: string, ...args: unknown[]) => post(wire.encode(['send', 0, channel, args])),
    on(channel: string, listener: Listener) {
      add(channel, listener)
      return ipcRenderer
    },
    off(channel: string, listener: Listener) {
      remove(channel, listener)
      return ipcRenderer
    },
    removeListener(channel: string, listener: Listener) {
      remove(channel, listener)
      return ipcRenderer
    },
  })
  const contextBridge = strict('contextBridge', {
    exposeInMainWorld(name: string, api: unknown) {
      if (exposed.has(name))
        throw new Error(`Cannot bind an API on top of an existing property on the window object: ${name}`)
      exposed.add(name)
      bridge.expose(name, api)
    },
  })

  return {
    electron: strict('electron', { ipcRenderer, contextBridge }),
    receive(text) {
      const [kind, id, third, fourth] = wire.decode(text) as [string, number, unknown, unknown]
      if (kind === 'answer') {
        const waiting = answers.get(id)
        answers.delete(id)
        if (third) waiting?.resolve(fourth)
        else waiting?.reject(fourth)
      }
      if (kind === 'event') {
        for (const listener of listeners.get(third as string) ?? []) {
          listener({ senderId: 0 }, ...(fourth as unknown[]))
        }
      }
    },
  }
}
