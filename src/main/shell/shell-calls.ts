import type { BrowserWindow, OpenDialogOptions } from 'electron'
import { dialog, shell } from 'electron'
import { TributaryError } from '../core/failure.ts'
import type { ShellHandlers } from '../studio/handlers.ts'
import { externalLink } from './lock-down.ts'
import type { ShellStudio } from './studio-port.ts'

/** Answers the contract's calls that need the desktop: dialogs, the file manager, the browser. */
export function createShellCalls(studio: ShellStudio, window: () => BrowserWindow | null): ShellHandlers {
  const openFolder = async (folder: string) => {
    const refusal = await shell.openPath(folder)
    if (refusal !== '') {
      throw new TributaryError(
        'not-found',
        `The folder ${folder} could not be opened: ${refusal}.`,
        'Check that it exists.',
      )
    }
  }
  return {
    async chooseOutputFolder() {
      const { outputFolder } = await studio.handlers.snapshot({})
      const options: OpenDialogOptions = {
        title: 'Folder for the pictures',
        defaultPath: outputFolder,
        properties: ['openDirectory', 'createDirectory'],
      }
      const owner = window()
      const { canceled, filePaths } = await (owner
        ? dialog.showOpenDialog(owner, options)
        : dialog.showOpenDialog(options))
      return { folder: canceled ? null : (filePaths[0] ?? null) }
    },
    async revealImage({ imageId }) {
      const path = await studio.imagePath(imageId)
      if (path === null) throw new TributaryError('not-found', 'This picture is not in the gallery any more.')
      shell.showItemInFolder(path)
      return {}
    },
    async openWorkerPage({ workerId }) {
      const { workers } = await studio.handlers.snapshot({})
      const worker = workers.find(({ config }) => config.id === workerId)
      if (!worker) throw new TributaryError('not-found', 'This worker is not on the board any more.')
      const link = externalLink(worker.config.url)
      if (link === null) throw new TributaryError('bad-request', `${worker.config.url} is not a web address.`)
      await shell.openExternal(link)
      return {}
    },
    async openOutputFolder() {
      const { outputFolder } = await studio.handlers.snapshot({})
      await openFolder(outputFolder)
      return {}
    },
  }
}
