import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { CDPSession, Page } from 'playwright'
import { StrictEmitter } from './emitter.ts'
import type { IpcEvent, IpcMain } from './ipc-main.ts'
import { POST, PRELOAD_WORLD, pageScript, preloadScript, RECEIVE } from './page/scripts.ts'
import { createWire } from './page/wire.ts'
import { realUrl } from './routes.ts'
import { defaultSession } from './session.ts'
import { lacking } from './strict.ts'

const EVENTS = [
  'will-navigate',
  'will-redirect',
  'will-attach-webview',
  'did-finish-load',
  'render-process-gone',
  'preload-error',
  'destroyed',
]

type OpenDecision = { action: 'deny' } | { action: 'allow' }
let nextId = 1
const wire = createWire()

/** Electron's webContents on a Chromium page: the preload in a world of its own, messages both ways by structured clone. */
export class WebContents extends StrictEmitter {
  readonly id = nextId++
  readonly session = defaultSession
  private readonly ipcMain: IpcMain
  private page: Page | null = null
  private cdp: CDPSession | null = null
  /** the preload's world of the document on show; null before it is there */
  private world: number | null = null
  private decideOpen: (details: { url: string }) => OpenDecision = () => ({ action: 'deny' })
  private gone = false

  constructor(ipcMain: IpcMain) {
    super('webContents', EVENTS)
    this.ipcMain = ipcMain
  }

  async _attach(page: Page, preload: string | null): Promise<void> {
    this.page = page
    const cdp = await page.context().newCDPSession(page)
    this.cdp = cdp
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === POST) void this.receive(payload, executionContextId)
    })
    cdp.on('Runtime.executionContextsCleared', () => {
      this.world = null
    })
    await cdp.send('Runtime.enable')
    await cdp.send('Page.enable')
    if (preload !== null) {
      const secret = randomUUID()
      await cdp.send('Runtime.addBinding', { name: POST, executionContextName: PRELOAD_WORLD })
      await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript(secret) })
      await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
        source: preloadScript(secret, readFileSync(preload, 'utf8')),
        worldName: PRELOAD_WORLD,
      })
    }
    page.on('load', () => this.emit('did-finish-load'))
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }))
    page.on('pageerror', (error) => process.stderr.write(`[page error] ${error.stack ?? error.message}\n`))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        process.stderr.write(`[page ${message.type()}] ${message.text()}\n`)
      }
    })
  }
  _detach(): void {
    this.gone = true
    this.emit('destroyed')
  }
  /** Asks the app what to do about a window the page wants to open. */
  _opens(url: string): void {
    if (this.decideOpen({ url }).action !== 'deny') throw lacking('windows opened by a page: deny them')
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.gone) throw new Error('Object has been destroyed')
    const text = wire.encode(['event', 0, channel, args])
    if (this.world !== null) this.deliver(text, this.world)
  }
  /** Nothing is dragged out of a page here: the app's part ends with naming files that are there. */
  startDrag(item: { file: string; files?: string[]; icon: { isEmpty(): boolean } }): void {
    for (const file of item.files ?? [item.file])
      if (!existsSync(file)) throw new Error(`There is no file ${file} to drag`)
    if (item.icon.isEmpty()) throw new Error("Must specify non-empty 'icon' option")
  }
  setWindowOpenHandler(handler: (details: { url: string }) => OpenDecision): void {
    this.decideOpen = handler
  }
  getURL(): string {
    return this.page ? realUrl(this.page.url()) : ''
  }
  isDestroyed(): boolean {
    return this.gone
  }
  reload(): void {
    void this.page?.reload().catch(reportLate)
  }

  private deliver(text: string, world: number): void {
    const expression = `globalThis.${RECEIVE}(${JSON.stringify(text)})`
    // A document that went away in the meantime takes its messages with it, as in Electron.
    this.cdp?.send('Runtime.evaluate', { expression, contextId: world }).catch(() => {})
  }

  private async receive(payload: string, world: number): Promise<void> {
    const [kind, id, third, fourth] = wire.decode(payload) as [string, number, string, unknown[]]
    const event: IpcEvent = { sender: this, senderFrame: { url: this.getURL(), parent: null } }
    if (kind === 'ready') this.world = world
    if (kind === 'preload-error') {
      process.stderr.write(`[preload error] ${third}\n`)
      this.emit('preload-error', {}, 'preload', new Error(third))
    }
    if (kind === 'send') this.ipcMain._send(third, event, fourth)
    if (kind === 'invoke') {
      let answer: string
      try {
        answer = wire.encode(['answer', id, true, await this.ipcMain._invoke(third, event, fourth)])
      } catch (error) {
        answer = wire.encode(['answer', id, false, error instanceof Error ? error : new Error(String(error))])
      }
      this.deliver(answer, world)
    }
  }
}

function reportLate(error: unknown): void {
  process.stderr.write(`[stand-in] ${String(error)}\n`)
}
