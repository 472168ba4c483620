import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { app, shell } from 'electron'
import type { ExportedText } from '../../shared/transfer.ts'
import { reason } from '../../shared/words/catalogue.ts'
import { say } from '../../shared/words/say.ts'
import type { ShellHandlers } from '../app/handlers.ts'
import { TributaryError } from '../core/failure.ts'
import { makeFolder } from '../system/make-folder.ts'
import { writeForOwner } from '../system/owner-only.ts'
import type { ShellApp } from './app-port.ts'
import { confirmed, exportWithPasswords, type Question } from './confirmed-calls.ts'
import { folderDialog, saveDialog } from './file-dialogs.ts'
import { externalLink } from './lock-down.ts'
import { notWritten } from './not-written.ts'
import { isPlainFolder } from './personal-folder.ts'
import { createPictureCalls } from './picture-calls.ts'

/** Answers the contract's calls that need the desktop: dialogs, the file manager, the browser. */
export function createShellCalls(
  tributary: ShellApp,
  window: () => BrowserWindow | null,
  ask: (question: Question) => Promise<boolean>,
  /** told of every folder that was chosen in the system's dialog */
  chose: (folder: string) => void,
  /** of the app */
  iconFile: string,
): ShellHandlers {
  const openFolder = async (folder: string) => {
    // What is no folder would be started instead of shown.
    if (!isPlainFolder(folder))
      throw new TributaryError(
        'not-found',
        reason('shell.no-folder', { folder }),
        reason('shell.no-folder.remedy'),
      )
    const refusal = await shell.openPath(folder)
    if (refusal !== '') {
      throw new TributaryError(
        'not-found',
        reason('shell.folder-not-opened', { folder, error: refusal }),
        reason('shell.folder-not-opened.remedy'),
      )
    }
  }
  /** Writes a text into a file chosen in the system's dialog, readable by its owner only; null: none was chosen. */
  const saveText = async (title: string, { fileName, text }: ExportedText) => {
    const anything = { name: say('shell.all-files'), extensions: ['*'] }
    const file = await saveDialog(window(), {
      title,
      defaultPath: join(app.getPath('documents'), fileName),
      filters: fileName.endsWith('.json') ? [{ name: 'JSON', extensions: ['json'] }, anything] : [anything],
    })
    if (file === null) return { file }
    try {
      await writeForOwner(file, text)
    } catch (error) {
      throw notWritten(file, error)
    }
    return { file }
  }
  return {
    async chooseOutputFolder() {
      const { outputFolder } = await tributary.handlers.snapshot({})
      const folder = await folderDialog(window(), {
        title: say('shell.choose-folder'),
        defaultPath: outputFolder,
      })
      if (folder !== null) chose(folder)
      return { folder }
    },
    ...createPictureCalls(tributary, window, iconFile),
    async openWorkerPage({ workerId }) {
      const { workers } = await tributary.handlers.snapshot({})
      const worker = workers.find(({ config }) => config.id === workerId)
      if (!worker) throw new TributaryError('not-found', reason('shell.worker-gone'))
      const link = externalLink(worker.config.url)
      if (link === null)
        throw new TributaryError(
          'bad-request',
          reason('shell.no-web-address', { address: worker.config.url }),
        )
      await shell.openExternal(link)
      return {}
    },
    async saveExport({ format, credentials }) {
      if (credentials) await confirmed(ask, exportWithPasswords())
      return saveText(say('shell.export'), await tributary.handlers.exportWorkers({ format, credentials }))
    },
    async saveSettingsExport() {
      return saveText(say('shell.export-settings'), await tributary.handlers.exportSettings({}))
    },
    async openWildcardFolder() {
      const { folder } = await tributary.handlers.listWildcards({})
      makeFolder(folder)
      await openFolder(folder)
      return {}
    },
    async openOutputFolder() {
      const { outputFolder } = await tributary.handlers.snapshot({})
      await openFolder(outputFolder)
      return {}
    },
  }
}
