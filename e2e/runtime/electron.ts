/**
 * The module that `electron` resolves to on the stand-in. Whatever is not exported here fails at link time
 * by name; whatever an export lacks throws by name when it is touched.
 */
import { App } from './app.ts'
import { BrowserWindow as Window } from './browser-window.ts'
import { IpcMain } from './ipc-main.ts'
import { Notification as Note } from './notification.ts'
import { protocol } from './protocol.ts'
import { defaultSession } from './session.ts'
import { strict } from './strict.ts'
import {
  clipboard,
  createSafeStorage,
  dialog,
  ClipboardItem as Item,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  screen,
  shell,
} from './system.ts'
import { Menu as BareMenu, Tray as BareTray, nativeImage } from './tray-menu.ts'

const appPath = process.env.TRIBUTARY_STANDIN_APP
if (!appPath)
  throw new Error('The Electron stand-in is started by e2e/runtime/host.ts, not imported on its own.')

/** Instances of a class refuse what the class lacks, too. */
function strictClass<T extends new (...args: never[]) => object>(name: string, target: T): T {
  return strict(
    name,
    new Proxy(target, {
      construct: (Class, args, derived) => strict(name, Reflect.construct(Class, args, derived) as object),
    }),
  )
}

const bareApp = new App(appPath)
export const app = strict('app', bareApp)
export const ipcMain = strict('ipcMain', new IpcMain())
Window._ipcMain = ipcMain
Window._onWindowClosed = () => bareApp._windowClosed()

export const ClipboardItem = strictClass('ClipboardItem', Item)
export const BrowserWindow = strictClass('BrowserWindow', Window)
export const Tray = strictClass('Tray', BareTray)
export const Menu = strictClass('Menu', BareMenu)
export const Notification = strictClass('Notification', Note)
export const safeStorage = createSafeStorage(bareApp)
export const session = strict('session', { defaultSession })
export {
  clipboard,
  dialog,
  nativeImage,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  shell,
}

export default strict('electron', {
  app,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
})
