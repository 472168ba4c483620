import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron'
import { dialog } from 'electron'

/** Asks where to save, in the system's dialog, which also asks before a file is replaced. `owner` null: a dialog of its own. null: cancelled */
export async function saveDialog(
  owner: BrowserWindow | null,
  options: SaveDialogOptions,
): Promise<string | null> {
  const { canceled, filePath } = await (owner
    ? dialog.showSaveDialog(owner, options)
    : dialog.showSaveDialog(options))
  return canceled || !filePath ? null : filePath
}

/** Asks for a folder, which can be made there, in the system's dialog. `owner` null: a dialog of its own. null: cancelled */
export async function folderDialog(
  owner: BrowserWindow | null,
  { title, defaultPath }: { readonly title: string; readonly defaultPath: string },
): Promise<string | null> {
  const options: OpenDialogOptions = {
    ...{ title, defaultPath },
    properties: ['openDirectory', 'createDirectory'],
  }
  const { canceled, filePaths } = await (owner
    ? dialog.showOpenDialog(owner, options)
    : dialog.showOpenDialog(options))
  return canceled ? null : (filePaths[0] ?? null)
}
