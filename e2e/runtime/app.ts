import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { picturesFolder } from '../../src/main/cli/session/pictures-folder.ts'
import { StrictEmitter } from './emitter.ts'
import { state } from './runtime-state.ts'
import { lockSingleInstance, type SingleInstanceLock } from './single-instance.ts'
import { lacking, strict } from './strict.ts'

const EVENTS = [
  'ready',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'activate',
  'second-instance',
]

/** Electron's `app`: life cycle, paths, identity, single-instance lock. */
export class App extends StrictEmitter {
  readonly isPackaged = false
  readonly commandLine = strict('app.commandLine', { appendSwitch: (_name: string, _value?: string) => {} })
  /** set by the host: ends browser and process */
  _end: (code: number) => Promise<void> = async () => {}
  readonly _appPath: string
  private readonly manifest: { name: string; productName?: string; version: string }
  private readonly paths = new Map<string, string>()
  private readonly whenReadyPromise: Promise<void>
  private resolveReady: () => void = () => {}
  private name: string
  private lock: SingleInstanceLock | null = null
  private quitting = false

  constructor(appPath: string) {
    super('app', EVENTS)
    this._appPath = appPath
    const manifest: unknown = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'))
    this.manifest = manifest as { name: string; productName?: string; version: string }
    this.name = this.manifest.productName ?? this.manifest.name
    this.whenReadyPromise = new Promise((resolve) => {
      this.resolveReady = resolve
    })
  }

  _becomeReady(): void {
    state.ready = true
    this.emit('ready', {}, {})
    this.resolveReady()
  }

  /** Called when a window went away, as Electron does: quits by default when none is left. */
  _windowClosed(): void {
    if (state.windows.size > 0 || this.quitting) return
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }

  /** Pages run in Chromium here; as in Electron it is too late once the app is ready. */
  enableSandbox(): void {
    if (state.ready) throw new Error('app.enableSandbox() can only be called before the app is ready')
  }

  whenReady(): Promise<void> {
    return this.whenReadyPromise
  }
  isReady(): boolean {
    return state.ready
  }

  getAppPath(): string {
    return this._appPath
  }
  getName(): string {
    return this.name
  }
  setName(name: string): void {
    this.name = name
  }
  getVersion(): string {
    return this.manifest.version
  }
  getLocale(): string {
    return 'en-US'
  }

  getPath(name: string): string {
    const set = this.paths.get(name)
    if (set) return set
    const home = homedir()
    const defaults: Record<string, () => string> = {
      home: () => home,
      appData: () => process.env.XDG_CONFIG_HOME ?? join(home, '.config'),
      userData: () => join(this.getPath('appData'), this.name),
      logs: () => join(this.getPath('userData'), 'logs'),
      temp: () => tmpdir(),
      exe: () => process.execPath,
      pictures: () => picturesFolder(),
      documents: () => join(home, 'Documents'),
      downloads: () => join(home, 'Downloads'),
      desktop: () => join(home, 'Desktop'),
    }
    const path = defaults[name]
    if (!path) throw new Error(`Failed to get '${name}' path`)
    return path()
  }
  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute')
    if (!existsSync(path)) mkdirSync(path, { recursive: true })
    this.paths.set(name, path)
  }

  requestSingleInstanceLock(): boolean {
    this.lock ??= lockSingleInstance(this.getPath('userData'), (argv, cwd) =>
      this.emit('second-instance', {}, argv, cwd, null),
    )
    if (this.lock.held) return true
    this.lock = null
    return false
  }
  hasSingleInstanceLock(): boolean {
    return this.lock !== null
  }
  releaseSingleInstanceLock(): void {
    this.lock?.release()
    this.lock = null
  }

  focus(): void {}
  relaunch(): never {
    throw lacking('app.relaunch')
  }

  /** before-quit, windows close, will-quit, quit; any listener may prevent it. */
  quit(): void {
    if (this.quitting) return
    this.quitting = true
    const stopped = () => {
      this.quitting = false
    }
    if (this.emitPreventable('before-quit')) {
      stopped()
      return
    }
    for (const window of [...state.windows]) {
      window.close()
      if (!window.isDestroyed()) {
        stopped()
        return
      }
    }
    if (this.emitPreventable('will-quit')) {
      stopped()
      return
    }
    this.exit(0)
  }

  exit(code = 0): void {
    this.quitting = true
    this.emit('quit', {}, code)
    this.releaseSingleInstanceLock()
    void this._end(code)
  }
}
