import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { App } from './app.ts'
import { StrictEmitter } from './emitter.ts'
import { assertReady, state } from './runtime-state.ts'
import { strict } from './strict.ts'

/** Dialogs nobody can see: unless a spec set answers (through the observer), they are closed without a choice. */
export const dialog = strict('dialog', {
  async showOpenDialog(..._args: unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> {
    return { canceled: true, filePaths: [] }
  },
  async showSaveDialog(..._args: unknown[]): Promise<{ canceled: boolean; filePath: string }> {
    return { canceled: true, filePath: '' }
  },
  async showMessageBox(..._args: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> {
    return { response: 0, checkboxChecked: false }
  },
  showErrorBox(title: string, text: string): void {
    process.stderr.write(`[error box] ${title}: ${text}\n`)
  },
})

/** Opens nothing: says what it would have opened, and the observer keeps it. */
export const shell = strict('shell', {
  async openExternal(url: string): Promise<void> {
    new URL(url)
    process.stderr.write(`[stand-in] would open ${url} in the browser\n`)
  },
  async openPath(path: string): Promise<string> {
    return existsSync(path) ? '' : 'Failed to open path'
  },
  showItemInFolder(_path: string): void {},
})

/** Keeps nothing: the observer sees what is put on it. */
export const clipboard = strict('clipboard', {
  async write(items: readonly unknown[]): Promise<void> {
    for (const item of items)
      if (!(item instanceof ClipboardItem)) throw new TypeError('clipboard.write takes ClipboardItems')
  },
})

export class ClipboardItem {
  readonly types: readonly string[]
  private readonly items: Readonly<Record<string, string | Blob>>
  constructor(items: Readonly<Record<string, string | Blob>>) {
    this.items = items
    this.types = Object.keys(items)
  }
  async getType(type: string): Promise<Blob> {
    const item = this.items[type]
    if (item === undefined) throw new Error(`The item has no ${type}`)
    return typeof item === 'string' ? new Blob([item], { type }) : item
  }
}

class NativeTheme extends StrictEmitter {
  private source: 'system' | 'dark' | 'light' = 'system'
  constructor() {
    super('nativeTheme', ['updated'])
  }
  get themeSource(): 'system' | 'dark' | 'light' {
    return this.source
  }
  set themeSource(source: 'system' | 'dark' | 'light') {
    if (!['system', 'dark', 'light'].includes(source))
      throw new TypeError(`Unknown theme source ${String(source)}`)
    if (source === this.source) return
    this.source = source
    const colorScheme = source === 'system' ? null : source
    for (const window of state.windows) void window._page?.emulateMedia({ colorScheme }).catch(() => {})
    this.emit('updated')
  }
  get shouldUseDarkColors(): boolean {
    return this.source === 'dark'
  }
}
export const nativeTheme = strict('nativeTheme', new NativeTheme())

const blockers = new Set<number>()
let nextBlocker = 1
export const powerSaveBlocker = strict('powerSaveBlocker', {
  start(type: string): number {
    if (type !== 'prevent-app-suspension' && type !== 'prevent-display-sleep')
      throw new Error(`Unknown blocker ${type}`)
    blockers.add(nextBlocker)
    return nextBlocker++
  },
  stop: (id: number): boolean => blockers.delete(id),
  isStarted: (id: number): boolean => blockers.has(id),
})

class PowerMonitor extends StrictEmitter {
  constructor() {
    super('powerMonitor', ['suspend', 'resume'])
  }
}
/** Nothing sleeps here: a spec says so through the observer. */
export const powerMonitor = strict('powerMonitor', new PowerMonitor())

const display = {
  id: 1,
  scaleFactor: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1080 },
}
export const screen = strict('screen', {
  getAllDisplays: () => [display],
  getPrimaryDisplay: () => display,
})

/**
 * Encryption at rest with a key file in userData instead of the system's keyring.
 * TRIBUTARY_STANDIN_KEYRING=none plays a system without one.
 */
export function createSafeStorage(app: App) {
  const absent = process.env.TRIBUTARY_STANDIN_KEYRING === 'none'
  const key = (): Buffer => {
    const file = join(app.getPath('userData'), 'stand-in-keyring')
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, randomBytes(32), { mode: 0o600 })
    }
    return readFileSync(file)
  }
  return strict('safeStorage', {
    isEncryptionAvailable(): boolean {
      assertReady('safeStorage')
      return !absent
    },
    getSelectedStorageBackend: (): string => (absent ? 'basic_text' : 'gnome_libsecret'),
    encryptString(text: string): Buffer {
      if (absent) throw new Error('Error while encrypting the text provided to safeStorage.encryptString.')
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key(), iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    decryptString(bytes: Buffer): string {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, 12))
        decipher.setAuthTag(bytes.subarray(12, 28))
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
      } catch (cause) {
        throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.', {
          cause,
        })
      }
    },
  })
}
