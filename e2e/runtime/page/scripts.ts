import { createBridge } from './bridge.ts'
import { createPreloadWorld } from './preload-world.ts'
import { createWire } from './wire.ts'

/** Name of the JavaScript world the preload runs in, apart from the page's own. */
export const PRELOAD_WORLD = 'tributary-preload'
/** Functions that exist in the preload's world only: post to the main process, and be posted to by it. */
export const POST = '__standInPost'
export const RECEIVE = '__standInReceive'

const link = (secret: string, from: 'page' | 'preload') => {
  const to = from === 'page' ? 'preload' : 'page'
  return `{
    send: (text) => window.dispatchEvent(new CustomEvent('${secret}:${to}', { detail: text })),
    onMessage: (listener) => window.addEventListener('${secret}:${from}', (event) => listener(event.detail)),
  }`
}

/** Runs in the page's world before any of its scripts: receives what the preload exposes. */
export function pageScript(secret: string): string {
  return `(() => {
  if (window !== window.top) return
  const wire = (${createWire.toString()})()
  ;(${createBridge.toString()})(wire, ${link(secret, 'page')}, (name, api) => {
    const freeze = (value) => {
      if (value === null || (typeof value !== 'object' && typeof value !== 'function') || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value
      Object.freeze(value)
      Object.values(value).forEach(freeze)
      return value
    }
    Object.defineProperty(window, name, { value: freeze(api), enumerable: true, writable: false, configurable: false })
  })
})()`
}

/** Runs in the preload's world before any of the page's scripts: the preload itself, with what a sandboxed one may require. */
export function preloadScript(secret: string, preloadSource: string): string {
  return `(() => {
  if (window !== window.top) return
  const wire = (${createWire.toString()})()
  const post = globalThis.${POST}
  const bridge = (${createBridge.toString()})(wire, ${link(secret, 'preload')}, () => {})
  const world = (${createPreloadWorld.toString()})(wire, bridge, post)
  globalThis.${RECEIVE} = world.receive
  const require = (name) => {
    if (name === 'electron') return world.electron
    throw new Error('module not found: ' + name + ' (a sandboxed preload can require only electron)')
  }
  const module = { exports: {} }
  post(wire.encode(['ready', 0, location.href, []]))
  try {
    ;(function (exports, require, module) {
${preloadSource}
    })(module.exports, require, module)
  } catch (error) {
    post(wire.encode(['preload-error', 0, String(error && error.stack || error), []]))
  }
})()`
}
