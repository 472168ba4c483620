import { describe, expect, it, vi } from 'vitest'
import { type BridgeLink, createBridge } from './bridge.ts'
import { createWire } from './wire.ts'

/** Two worlds joined by synchronous links, as they are in the page. */
function worlds() {
  const exposed = new Map<string, unknown>()
  const listeners: { page: (text: string) => void; preload: (text: string) => void } = {
    page: () => {},
    preload: () => {},
  }
  const link = (mine: 'page' | 'preload', theirs: 'page' | 'preload'): BridgeLink => ({
    send: (text) => listeners[theirs](text),
    onMessage: (listener) => {
      listeners[mine] = listener
    },
  })
  createBridge(createWire(), link('page', 'preload'), (name, api) => exposed.set(name, api))
  const preload = createBridge(createWire(), link('preload', 'page'), () => {})
  return {
    expose: <T>(api: T): T => {
      preload.expose('api', api)
      return exposed.get('api') as T
    },
  }
}

describe('the context bridge', () => {
  it('copies data', () => {
    const api = { nested: { list: [1, 2] } }
    const seen = worlds().expose(api)
    expect(seen).toEqual(api)
    expect(seen.nested).not.toBe(api.nested)
  })
  it('calls functions at once, with copies of the arguments', () => {
    const given = { n: 1 }
    const received = vi.fn((value: { n: number }) => value.n + 1)
    expect(worlds().expose({ received }).received(given)).toBe(2)
    expect(received.mock.calls[0]?.[0]).toEqual(given)
    expect(received.mock.calls[0]?.[0]).not.toBe(given)
  })
  it('lets a listener cross one way and what ends it the other way', () => {
    const listeners = new Set<(value: number) => void>()
    const seen = worlds().expose({
      on(listener: (value: number) => void) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    })
    const heard = vi.fn()
    const off = seen.on(heard)
    for (const listener of listeners) listener(7)
    expect(heard).toHaveBeenCalledWith(7)
    off()
    expect(listeners.size).toBe(0)
  })
  it('gives the same function the same proxy, so that it can be taken back', () => {
    const got: unknown[] = []
    const seen = worlds().expose({ take: (fn: () => void) => void got.push(fn) })
    const fn = () => {}
    seen.take(fn)
    seen.take(fn)
    expect(got).toHaveLength(2)
  })
  it('passes promises, resolved and rejected', async () => {
    const seen = worlds().expose({ good: async () => [1], bad: () => Promise.reject(new Error('refused')) })
    expect(await seen.good()).toEqual([1])
    await expect(seen.bad()).rejects.toThrow('refused')
  })
  it('passes what is thrown', () => {
    const seen = worlds().expose({
      fail: () => {
        throw new RangeError('too far')
      },
    })
    expect(() => seen.fail()).toThrow('too far')
  })
  it('refuses what cannot cross', () => {
    expect(() => worlds().expose({ s: Symbol('s') })).toThrow('An object could not be cloned.')
  })
})
