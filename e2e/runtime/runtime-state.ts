import type { BrowserContext } from 'playwright'
import type { BrowserWindow } from './browser-window.ts'

/** What the parts of the stand-in share. One app runs per process, as in Electron. */
export interface RuntimeState {
  context: BrowserContext | null
  /** the page Chromium opened with, for the first window */
  firstPageTaken: boolean
  readonly windows: Set<BrowserWindow>
  readonly schemes: Set<string>
  readonly protocolHandlers: Map<string, (request: Request) => Response | Promise<Response>>
  ready: boolean
  headless: boolean
}

export const state: RuntimeState = {
  context: null,
  firstPageTaken: false,
  windows: new Set(),
  schemes: new Set(),
  protocolHandlers: new Map(),
  ready: false,
  headless: true,
}

/** The browser, or the error Electron gives when a window is wanted too early. */
export function browserContext(): BrowserContext {
  if (!state.context || !state.ready) throw new Error('Cannot create BrowserWindow before app is ready')
  return state.context
}

export function assertReady(what: string): void {
  if (!state.ready) throw new Error(`${what} cannot be used before the app is ready`)
}
