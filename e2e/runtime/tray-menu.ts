import { existsSync, readFileSync } from 'node:fs'
import { StrictEmitter } from './emitter.ts'
import { assertReady } from './runtime-state.ts'
import { onlyKnown, strict } from './strict.ts'

/** Electron's nativeImage: enough to know that the file is there and is a PNG. */
export class NativeImage {
  readonly _path: string
  private readonly size: { width: number; height: number }
  private template = false
  constructor(path: string, size = path === '' ? { width: 0, height: 0 } : pngSize(path)) {
    this._path = path
    this.size = size
  }
  isEmpty(): boolean {
    return this.size.width === 0
  }
  getSize(): { width: number; height: number } {
    return { ...this.size }
  }
  resize({ width }: { width: number }): NativeImage {
    const height = Math.round((this.size.height / Math.max(1, this.size.width)) * width)
    return strict('nativeImage', new NativeImage(this._path, { width, height }))
  }
  setTemplateImage(template: boolean): void {
    this.template = template
  }
  isTemplateImage(): boolean {
    return this.template
  }
}

function pngSize(path: string): { width: number; height: number } {
  // Electron answers an empty image for a file it cannot read; the stand-in does too.
  if (!existsSync(path)) return { width: 0, height: 0 }
  const head = readFileSync(path)
  if (head.length < 24 || head.readUInt32BE(12) !== 0x49484452) return { width: 0, height: 0 }
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) }
}

export const nativeImage = strict('nativeImage', {
  createFromPath: (path: string) => strict('nativeImage', new NativeImage(path)),
  createEmpty: () => strict('nativeImage', new NativeImage('')),
})

export interface MenuTemplateItem {
  id?: string
  label?: string
  type?: 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio'
  role?: string
  enabled?: boolean
  visible?: boolean
  checked?: boolean
  accelerator?: string
  toolTip?: string
  sublabel?: string
  submenu?: MenuTemplateItem[] | Menu
  click?: (item: MenuItem, window: unknown, event: object) => void
}

const ITEM_KEYS = [
  'id',
  'label',
  'type',
  'role',
  'enabled',
  'visible',
  'checked',
  'accelerator',
  'toolTip',
  'sublabel',
  'submenu',
  'click',
]
const ROLES = new Set(
  (
    'undo redo cut copy paste pasteAndMatchStyle delete selectAll reload forceReload toggleDevTools resetZoom zoomIn zoomOut ' +
    'togglefullscreen window minimize close help about services hide hideOthers unhide quit startSpeaking stopSpeaking zoom front ' +
    'appMenu fileMenu editMenu viewMenu windowMenu'
  ).split(' '),
)

export class MenuItem {
  readonly id: string | undefined
  readonly label: string
  readonly type: string
  readonly role: string | undefined
  readonly submenu: Menu | undefined
  readonly accelerator: string | undefined
  enabled: boolean
  visible: boolean
  checked: boolean
  readonly click: () => void

  constructor(template: MenuTemplateItem) {
    onlyKnown('a menu item', template, ITEM_KEYS)
    if (template.role !== undefined && !ROLES.has(template.role))
      throw new Error(`Unknown menu role ${template.role}`)
    if (template.type !== 'separator' && template.label === undefined && template.role === undefined) {
      throw new TypeError('Invalid template for MenuItem: must have either label, role or type')
    }
    this.id = template.id
    this.label = template.label ?? template.role ?? ''
    this.type = template.type ?? (template.submenu ? 'submenu' : 'normal')
    this.role = template.role
    this.accelerator = template.accelerator
    this.enabled = template.enabled ?? true
    this.visible = template.visible ?? true
    this.checked = template.checked ?? false
    this.submenu = Array.isArray(template.submenu)
      ? Menu.buildFromTemplate(template.submenu)
      : template.submenu
    this.click = () => {
      if (this.enabled) template.click?.(this, undefined, {})
    }
  }
}

export class Menu {
  readonly items: MenuItem[] = []
  static _application: Menu | null = null
  static buildFromTemplate(template: MenuTemplateItem[]): Menu {
    const menu = new Menu()
    menu.items.push(...template.map((item) => strict('MenuItem', new MenuItem(item))))
    return strict('Menu', menu)
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu._application = menu
  }
  static getApplicationMenu(): Menu | null {
    return Menu._application
  }
  getMenuItemById(id: string): MenuItem | null {
    return this.items.find((item) => item.id === id) ?? null
  }
}

export class Tray extends StrictEmitter {
  private image: NativeImage
  private destroyed = false
  constructor(image: NativeImage) {
    super('Tray', ['click', 'right-click', 'double-click'])
    assertReady('Tray')
    this.image = usable(image)
  }
  setImage(image: NativeImage): void {
    this.alive()
    this.image = usable(image)
  }
  setToolTip(text: string): void {
    this.alive()
    if (typeof text !== 'string')
      throw new TypeError('Error processing argument at index 0, conversion failure')
  }
  setTitle(_title: string): void {
    this.alive()
  }
  setContextMenu(_menu: Menu | null): void {
    this.alive()
  }
  destroy(): void {
    this.destroyed = true
  }
  isDestroyed(): boolean {
    return this.destroyed
  }
  _image(): NativeImage {
    return this.image
  }
  private alive(): void {
    if (this.destroyed) throw new TypeError('Tray is destroyed')
  }
}

function usable(image: NativeImage): NativeImage {
  if (image.isEmpty()) throw new Error(`Failed to load tray image from path '${image._path}'`)
  return image
}
