import { constants } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { basename, join, parse } from 'node:path'
import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron'
import { app, ClipboardItem, clipboard, dialog, nativeImage, shell } from 'electron'
import type { ImageId } from '../../shared/ids.ts'
import { reason } from '../../shared/words/catalogue.ts'
import { say } from '../../shared/words/say.ts'
import type { ShellHandlers } from '../app/handlers.ts'
import { TributaryError } from '../core/failure.ts'
import type { ShellApp } from './app-port.ts'

type PictureCall = 'revealImage' | 'copyImage' | 'saveImageAs' | 'saveImageCopies' | 'dragImages'

/** Names tried for a copy when its own is taken */
const MOST_NAMES = 1_000
/** px of what hangs on the pointer while files are dragged */
const DRAG_ICON = 64

/** Answers the calls that bring pictures out of the app. The panel names pictures by id; places are chosen in the system's dialogs. */
export function createPictureCalls(
  tributary: Pick<ShellApp, 'imagePath' | 'imagePng'>,
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
      const options: SaveDialogOptions = {
        title: say('shell.save-picture'),
        defaultPath: join(app.getPath('pictures'), basename(path)),
        filters: [{ name: ext.slice(1).toUpperCase(), extensions: [ext.slice(1)] }],
      }
      const owner = window()
      const { canceled, filePath } = await (owner
        ? dialog.showSaveDialog(owner, options)
        : dialog.showSaveDialog(options))
      if (canceled || !filePath) return { file: null }
      // The dialog has asked whether a file there may be replaced.
      if (filePath !== path) await copied(path, filePath, constants.COPYFILE_FICLONE)
      return { file: filePath }
    },
    async saveImageCopies({ imageIds }) {
      const paths = await Promise.all(imageIds.map(pathOf))
      const options: OpenDialogOptions = {
        title: say('shell.save-copies'),
        defaultPath: app.getPath('pictures'),
        properties: ['openDirectory', 'createDirectory'],
      }
      const owner = window()
      const { canceled, filePaths } = await (owner
        ? dialog.showOpenDialog(owner, options)
        : dialog.showOpenDialog(options))
      const [folder] = filePaths
      if (canceled || folder === undefined) return { folder: null, count: 0 }
      for (const path of paths) await copyBeside(path, folder)
      return { folder, count: paths.length }
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

/** Copies into a folder under the same name, or the first free one after it. Nothing there is replaced. */
async function copyBeside(path: string, folder: string): Promise<void> {
  const { name, ext } = parse(path)
  for (let count = 1; count <= MOST_NAMES; count++) {
    const target = join(folder, count === 1 ? `${name}${ext}` : `${name} (${count})${ext}`)
    try {
      await copied(path, target, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
      return
    } catch (error) {
      if (!isTaken(error) || count === MOST_NAMES) throw error
    }
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof TributaryError &&
  error.cause instanceof Error &&
  'code' in error.cause &&
  error.cause.code === 'EEXIST'

async function copied(from: string, to: string, mode: number): Promise<void> {
  try {
    await copyFile(from, to, mode)
  } catch (error) {
    throw new TributaryError(
      'storage-denied',
      reason('shell.file-not-written', { file: to }),
      reason('shell.file-not-written.remedy'),
      { cause: error },
    )
  }
}
