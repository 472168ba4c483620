import type { Page } from 'playwright'
import { StrictEmitter } from './emitter.ts'
import type { IpcMain } from './ipc-main.ts'
import { realUrl, shownUrl } from './routes.ts'
import { browserContext, state } from './runtime-state.ts'
import { lacking, onlyKnown, strict } from './strict.ts'
import { WebContents } from './web-contents.ts'

export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

const OPTIONS = [
  'x',
  'y',
  'width',
  'height',
  'minWidth',
  'minHeight',
  'show',
  'title',
  'icon',
  'backgroundColor',
  'autoHideMenuBar',
  'titleBarStyle',
  'webPreferences',
]
const WEB_PREFERENCES = [
  'preload',
  'contextIsolation',
  'sandbox',
  'nodeIntegration',
  'webSecurity',
  'spellcheck',
  'devTools',
  'backgroundThrottling',
]
const EVENTS = [
  'ready-to-show',
  'close',
  'closed',
  'show',
  'hide',
  'focus',
  'blur',
  'minimize',
  'restore',
  'maximize',
  'unmaximize',
  'resize',
  'move',
  'page-title-updated',
]

interface WindowOptions extends Partial<Rectangle> {
  minWidth?: number
  minHeight?: number
  show?: boolean
  title?: string
  backgroundColor?: string
  webPreferences?: Record<string, unknown>
}

/** Electron's BrowserWindow on a Chromium page. Visibility is book-keeping: headless pages are never seen. */
export class BrowserWindow extends StrictEmitter {
  readonly webContents: WebContents
  _page: Page | null = null
  private readonly opened: Promise<Page>
  private readonly onClosed: () => void
  private bounds: Rectangle
  private visible: boolean
  private minimized = false
  private maximized = false
  private destroyed = false
  private title: string
  private expected: string | null = null

  static _ipcMain: IpcMain
  static _onWindowClosed: () => void = () => {}
  static getAllWindows(): BrowserWindow[] {
    return [...state.windows]
  }
  static getFocusedWindow(): BrowserWindow | null {
    return [...state.windows].find((window) => window.isFocused()) ?? null
  }

  constructor(options: WindowOptions = {}) {
    super('BrowserWindow', EVENTS)
    onlyKnown('BrowserWindow', options, OPTIONS)
    const preferences = options.webPreferences ?? {}
    onlyKnown('webPreferences', preferences, WEB_PREFERENCES)
    if (
      preferences.contextIsolation === false ||
      preferences.sandbox === false ||
      preferences.nodeIntegration
    ) {
      throw lacking('windows without context isolation and sandbox')
    }
    const context = browserContext()
    const width = Math.max(options.width ?? 800, options.minWidth ?? 0)
    const height = Math.max(options.height ?? 600, options.minHeight ?? 0)
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width, height }
    this.visible = options.show ?? true
    this.title = options.title ?? ''
    this.onClosed = BrowserWindow._onWindowClosed
    const webContents = strict('webContents', new WebContents(BrowserWindow._ipcMain))
    this.webContents = webContents
    const preload = typeof preferences.preload === 'string' ? preferences.preload : null
    state.windows.add(this)
    const blank = state.firstPageTaken ? undefined : context.pages()[0]
    state.firstPageTaken = true
    this.opened = (async () => {
      const page = blank ?? (await context.newPage())
      this._page = page
      if (state.headless) await page.setViewportSize({ width, height })
      await webContents._attach(page, preload)
      page.on('close', () => this.vanish())
      return page
    })()
  }

  /** Whether a main-frame navigation is one the app asked for, or a reload of what is shown. */
  _expectsNavigation(url: string): boolean {
    const shown = this._page ? realUrl(this._page.url()) : ''
    return url === this.expected || withoutHash(url) === withoutHash(shown)
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.opened
    this.expected = url
    try {
      await page.goto(shownUrl(url), { waitUntil: 'load' })
      this.title = await page.title()
    } finally {
      this.expected = null
    }
    if (!this.destroyed) this.emit('ready-to-show')
  }

  show(): void {
    this.alive()
    this.minimized = false
    if (!this.visible) {
      this.visible = true
      this.emit('show')
    }
    this.focus()
  }
  showInactive(): void {
    this.alive()
    if (this.visible) return
    this.visible = true
    this.emit('show')
  }
  hide(): void {
    this.alive()
    if (!this.visible) return
    this.visible = false
    this.emit('hide')
  }
  focus(): void {
    this.alive()
    if (!state.headless) void this._page?.bringToFront().catch(() => {})
    this.emit('focus')
  }
  isVisible(): boolean {
    return this.visible && !this.minimized
  }
  isFocused(): boolean {
    return this.isVisible()
  }
  isMinimized(): boolean {
    return this.minimized
  }
  minimize(): void {
    this.minimized = true
    this.emit('minimize')
  }
  restore(): void {
    if (!this.minimized) return
    this.minimized = false
    this.emit('restore')
  }
  isMaximized(): boolean {
    return this.maximized
  }
  maximize(): void {
    this.maximized = true
    this.emit('maximize')
  }
  unmaximize(): void {
    this.maximized = false
    this.emit('unmaximize')
  }
  isFullScreen(): boolean {
    return false
  }

  getBounds(): Rectangle {
    return { ...this.bounds }
  }
  getNormalBounds(): Rectangle {
    return { ...this.bounds }
  }
  setBounds(bounds: Partial<Rectangle>): void {
    this.alive()
    this.bounds = { ...this.bounds, ...bounds }
    if (state.headless) {
      void this._page
        ?.setViewportSize({ width: this.bounds.width, height: this.bounds.height })
        .catch(() => {})
    }
    this.emit('resize')
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }
  getTitle(): string {
    return this.title
  }
  setTitle(title: string): void {
    this.title = title
  }
  setBackgroundColor(_colour: string): void {}
  setProgressBar(fraction: number): void {
    if (typeof fraction !== 'number')
      throw new TypeError('Error processing argument at index 0, conversion failure')
  }
  isDestroyed(): boolean {
    return this.destroyed
  }

  /** Asks (`close` can be prevented), then destroys. */
  close(): void {
    if (this.destroyed || this.emitPreventable('close')) return
    this.destroy()
  }
  destroy(): void {
    if (this.destroyed) return
    this.vanish()
    void this.opened.then((page) => page.close()).catch(() => {})
  }

  private vanish(): void {
    if (this.destroyed) return
    this.destroyed = true
    state.windows.delete(this)
    this.webContents._detach()
    this.emit('closed')
    this.onClosed()
  }
  private alive(): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed')
  }
}

const withoutHash = (url: string): string => url.split('#')[0] ?? url
