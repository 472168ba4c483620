import { BrowserWindow, nativeTheme, screen, shell } from 'electron'
import { denyPermissions, lockDown } from './lock-down.ts'
import type { Log } from './log.ts'
import { fitToScreens, loadWindowState, MIN_WINDOW_PX, saveWindowState } from './window-state.ts'

/** The page colours of the two themes, shown until the panel has drawn itself. */
const GROUND = { dark: '#0e1014', light: '#f4f5f8' } as const
const SAVE_DELAY_MS = 400
/** A page that crashes is loaded again, but not for ever. */
const RELOADS_PER_MINUTE = 3

export interface WindowOptions {
  /** the panel's address */
  readonly url: string
  readonly isPanel: (url: string) => boolean
  readonly preload: string
  readonly icon: string
  /** file that remembers where the window was */
  readonly stateFile: string
  /** the app is on its way out */
  readonly quitting: () => boolean
  readonly log: Log
}

/** Opens the panel's window where it was left; it shows itself when the panel is drawn. */
export function createMainWindow(options: WindowOptions): BrowserWindow {
  const state = fitToScreens(
    loadWindowState(options.stateFile),
    screen.getAllDisplays().map(({ workArea }) => workArea),
  )
  const window = new BrowserWindow({
    ...(state.x === null || state.y === null ? {} : { x: state.x, y: state.y }),
    width: state.width,
    height: state.height,
    minWidth: MIN_WINDOW_PX.width,
    minHeight: MIN_WINDOW_PX.height,
    show: false,
    title: 'Tributary',
    icon: options.icon,
    backgroundColor: ground(),
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      // Progress goes on while the window is hidden; drawing it late would show an old picture.
      backgroundThrottling: false,
    },
  })
  if (state.maximized) window.maximize()
  denyPermissions(window.webContents.session)
  lockDown(window.webContents, {
    isPanel: options.isPanel,
    openLink: (url) =>
      void shell.openExternal(url).catch((error: unknown) => options.log.error(`opening ${url}`, error)),
    report: (what) => options.log.info(what),
  })
  window.once('ready-to-show', () => {
    options.log.info('the panel is drawn')
    window.show()
  })
  const repaint = () => window.setBackgroundColor(ground())
  nativeTheme.on('updated', repaint)
  window.on('closed', () => nativeTheme.off('updated', repaint))
  rememberState(window, options)
  reloadAfterCrash(window, options.log)
  window.loadURL(options.url).catch((error: unknown) => {
    // Closed while it loaded: what was called off then is no failure.
    if (!options.quitting() && !window.isDestroyed()) options.log.error('loading the panel', error)
  })
  return window
}

/** Brings the window back from wherever it is: hidden, minimized, behind others. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function ground(): string {
  return nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light
}

function rememberState(window: BrowserWindow, { stateFile, log }: WindowOptions): void {
  let timer: NodeJS.Timeout | undefined
  const save = () => {
    clearTimeout(timer)
    timer = undefined
    try {
      saveWindowState(stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized() })
    } catch (error) {
      log.error('remembering the window', error)
    }
  }
  const soon = () => {
    timer ??= setTimeout(save, SAVE_DELAY_MS)
  }
  window.on('resize', soon)
  window.on('move', soon)
  window.on('maximize', soon)
  window.on('unmaximize', soon)
  window.on('close', save)
  window.on('closed', () => clearTimeout(timer))
}

function reloadAfterCrash(window: BrowserWindow, log: Log): void {
  const crashes: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.error('the panel went away', reason)
    const now = Date.now()
    crashes.push(now)
    const recent = crashes.filter((at) => now - at < 60_000)
    if (reason !== 'clean-exit' && recent.length <= RELOADS_PER_MINUTE && !window.isDestroyed())
      window.webContents.reload()
  })
  window.webContents.on('preload-error', (_event, _path, error) => log.error('the preload failed', error))
}
