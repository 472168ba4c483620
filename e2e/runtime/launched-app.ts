import type { Page } from 'playwright'

interface TrayItem {
  readonly label: string
  readonly type: string
  readonly enabled: boolean
  readonly submenu: readonly TrayItem[]
}

/** A running app as specs see it, the same on Electron and on the stand-in. */
export interface LaunchedApp {
  readonly page: Page
  /** e.g. "electron 45.4.1" or "stand-in (Chromium 156.0.8078.73)" */
  readonly runtime: string
  readonly userData: string
  readonly pid: number
  /** null: there is no tray icon */
  tray(): Promise<{ tooltip: string; items: TrayItem[] } | null>
  clickTray(): Promise<void>
  clickTrayItem(label: string): Promise<void>
  notifications(): Promise<{ title: string; body: string }[]>
  /** `index` counts from 0; -1 is the newest */
  clickNotification(index: number): Promise<void>
  /** what the next folder dialogs answer; null: closed without a choice */
  answerOpenDialog(paths: string[] | null): Promise<void>
  /** what the next save dialogs answer; null: closed without a choice */
  answerSaveDialog(path: string | null): Promise<void>
  /** number of the button that the next message boxes are answered with; 0, the first, unless told otherwise */
  answerMessageBox(button: number): Promise<void>
  /** the message boxes that were shown so far */
  questions(): Promise<{ message: string; detail: string; buttons: string[] }[]>
  openedLinks(): Promise<string[]>
  revealedPaths(): Promise<string[]>
  /** MIME types that the main process put on the clipboard */
  copiedTypes(): Promise<string[]>
  /** from now on drags to other programs are noted instead of begun */
  watchDrags(): Promise<void>
  /** files whose drag was begun since */
  draggedFiles(): Promise<string[]>
  errorBoxes(): Promise<{ title: string; text: string }[]>
  sleepBlocked(): Promise<boolean>
  /** the system goes to sleep, and has slept */
  suspend(): Promise<void>
  resume(): Promise<void>
  applicationMenu(): Promise<TrayItem[]>
  windows(): Promise<{ visible: boolean; url: string; bounds: { width: number; height: number } }[]>
  /** what the window's X does */
  closeWindow(): Promise<void>
  resizeWindow(width: number, height: number): Promise<void>
  /** everything the app wrote to stdout and stderr so far */
  output(): string
  /** quits as from the menu; answers the exit code */
  close(): Promise<number | null>
  /** ends the process with SIGKILL, as a crash would */
  kill(): Promise<void>
}

export type Observe = (method: string, ...args: unknown[]) => Promise<unknown>

/** The part of a LaunchedApp that is made of observer commands. */
export function commandsOf(observe: Observe) {
  return {
    tray: () => observe('tray') as ReturnType<LaunchedApp['tray']>,
    clickTray: () => observe('clickTray') as Promise<void>,
    clickTrayItem: (label: string) => observe('clickTrayItem', label) as Promise<void>,
    notifications: () => observe('notifications') as ReturnType<LaunchedApp['notifications']>,
    clickNotification: (index: number) => observe('clickNotification', index) as Promise<void>,
    answerOpenDialog: (paths: string[] | null) => observe('answerOpenDialog', paths) as Promise<void>,
    answerSaveDialog: (path: string | null) => observe('answerSaveDialog', path) as Promise<void>,
    answerMessageBox: (button: number) => observe('answerMessageBox', button) as Promise<void>,
    questions: () => observe('questions') as ReturnType<LaunchedApp['questions']>,
    openedLinks: () => observe('openedLinks') as Promise<string[]>,
    revealedPaths: () => observe('revealedPaths') as Promise<string[]>,
    copiedTypes: () => observe('copiedTypes') as Promise<string[]>,
    watchDrags: () => observe('watchDrags') as Promise<void>,
    draggedFiles: () => observe('draggedFiles') as Promise<string[]>,
    errorBoxes: () => observe('errorBoxes') as ReturnType<LaunchedApp['errorBoxes']>,
    sleepBlocked: () => observe('sleepBlocked') as Promise<boolean>,
    suspend: () => observe('suspend') as Promise<void>,
    resume: () => observe('resume') as Promise<void>,
    applicationMenu: () => observe('applicationMenu') as Promise<TrayItem[]>,
    windows: () => observe('windows') as ReturnType<LaunchedApp['windows']>,
    closeWindow: () => observe('closeWindow') as Promise<void>,
    resizeWindow: (width: number, height: number) => observe('resizeWindow', width, height) as Promise<void>,
  }
}
