import { constants } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { basename, join, parse } from 'node:path'
import type { BrowserWindow } from 'electron'
import { app, ClipboardItem, clipboard, nativeImage, shell } from 'electron'
import type { ImageId } from '../../shared/ids.ts'
import { reason } from '../../shared/words/catalogue.ts'
import { say } from '../../shared/words/say.ts'
import type { ShellHandlers } from '../app/handlers.ts'
import { TributaryError } from '../core/failure.ts'
import type { ShellApp } from './app-port.ts'
import { folderDialog, saveDialog } from './file-dialogs.ts'
import { notWritten } from './not-written.ts'

type PictureCall =
  | 'revealImage'
  | 'copyImage'
  | 'saveImageAs'
  | 'saveImageCopies'
  | 'dragImages'
  | 'saveSheet'

/** Names tried for a copy when its own is taken */
const MOST_NAMES = 1_000
/** px of what hangs on the pointer while files are dragged */
const DRAG_ICON = 64

/** Answers the calls that bring pictures out of the app. The panel names pictures by id; places are chosen in the system's dialogs. */
export function createPictureCalls(
  tributary: Pick<ShellApp, 'imagePath' | 'imagePng' | 'writeSheet'>,
  window: () => BrowserWindow | null,
  /** shown while files are dragged */
  iconFile: string,
): Pick<ShellHandlers, PictureCall> {
  const pathOf = async (id: ImageId): Promise<string> => {
    const path = await tributary.imagePath(id)
    if (path === null) throw new TributaryError('not-found', reason('shell.picture-gone'))
    return path
  }
  return {
    async revealImage({ imageId }) {
      shell.showItemInFolder(await pathOf(imageId))
      return {}
    },
    async copyImage({ imageId }) {
      const png = await tributary.imagePng(imageId)
      if (png === null) throw new TributaryError('not-found', reason('shell.picture-gone'))
      const picture = new Blob([new Uint8Array(png)], { type: 'image/png' })
      await clipboard.write([new ClipboardItem({ 'image/png': picture })])
      return {}
    },
    async saveImageAs({ imageId }) {
      const path = await pathOf(imageId)
      const { ext } = parse(path)
      const file = await saveDialog(window(), {
        title: say('shell.save-picture'),
        defaultPath: join(app.getPath('pictures'), basename(path)),
        filters: [{ name: ext.slice(1).toUpperCase(), extensions: [ext.slice(1)] }],
      })
      if (file !== null && file !== path) await copyOver(path, file)
      return { file }
    },
    async saveImageCopies({ imageIds }) {
      const paths = await Promise.all(imageIds.map(pathOf))
      const folder = await folderDialog(window(), {
        title: say('shell.save-copies'),
        defaultPath: app.getPath('pictures'),
      })
      if (folder === null) return { folder, count: 0 }
      for (const path of paths) await copyBeside(path, folder)
      return { folder, count: paths.length }
    },
    async saveSheet({ sheet }) {
      const file = await saveDialog(window(), {
        title: say('shell.save-sheet'),
        defaultPath: join(app.getPath('pictures'), say('shell.sheet-file')),
        filters: [{ name: 'PNG', extensions: ['png'] }],
      })
      if (file === null) return { file, scale: 1 }
      try {
        return { file, scale: (await tributary.writeSheet(sheet, file)).scale }
      } catch (error) {
        throw error instanceof TributaryError ? error : notWritten(file, error)
      }
    },
    async dragImages({ imageIds }) {
      const files = await Promise.all(imageIds.map(pathOf))
      const [file] = files
      const icon = nativeImage.createFromPath(iconFile).resize({ width: DRAG_ICON })
      if (file !== undefined) window()?.webContents.startDrag({ file, files, icon })
      return {}
    },
  }
}

/** The dialog has asked whether a file there may be replaced. */
async function copyOver(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE)
  } catch (error) {
    throw notWritten(to, error)
  }
}

/** Copies into a folder under the same name, or the first free one after it. Nothing there is replaced. */
async function copyBeside(path: string, folder: string): Promise<void> {
  const { name, ext } = parse(path)
  for (let count = 1; ; count++) {
    const target = join(folder, count === 1 ? `${name}${ext}` : `${name} (${count})${ext}`)
    try {
      await copyFile(path, target, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
      return
    } catch (error) {
      if (!isTaken(error) || count === MOST_NAMES) throw notWritten(target, error)
    }
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST'
