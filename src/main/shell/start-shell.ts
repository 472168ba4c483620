import { homedir } from 'node:os'
import {
  app,
  type BrowserWindow,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  shell,
  BrowserWindow as Windows,
} from 'electron'
import type { EventPayload } from '../../shared/contract.ts'
import type { JobId, WorkerId } from '../../shared/ids.ts'
import { say } from '../../shared/words/say.ts'
import { createBroadcast } from '../ipc/broadcast.ts'
import { registerIpc } from '../ipc/register.ts'
import type { ShellApp } from './app-port.ts'
import { askNatively } from './ask-natively.ts'
import { createCancelFromTray } from './cancel-from-tray.ts'
import { onWindowClose } from './close-to-tray.ts'
import { createConfirmedCalls, type Question } from './confirmed-calls.ts'
import { createJobWatch } from './job-watch.ts'
import type { Log } from './log.ts'
import { applicationMenu } from './menu.ts'
import { createNotifications } from './notifications.ts'
import { createSleepGuard, tellOfSleep } from './power.ts'
import { createProtocolHandler, SCHEME } from './protocol.ts'
import { createShellCalls } from './shell-calls.ts'
import type { StopList } from './stop-in-reverse.ts'
import { createTray } from './tray.ts'
import { bringToFront, createMainWindow } from './window.ts'

export interface ShellOptions {
  readonly tributary: ShellApp
  readonly log: Log
  readonly stops: StopList
  readonly preload: string
  readonly rendererFolder: string
  /** folder of the icons */
  readonly resources: string
  readonly windowStateFile: string
  /** the panel's address: the app's own scheme, or a development server */
  readonly panelUrl: string
  /** whether the app is on its way out, so that nothing holds it */
  readonly quitting: () => boolean
}

export interface Shell {
  /** Brings the window to the front, opening it again when it was closed. */
  show(): void
}

/** Builds the desktop around an app: window, tray, menus, notifications, and the wires between them. */
export async function startShell(options: ShellOptions): Promise<Shell> {
  const { tributary, log, stops } = options
  const first = await tributary.handlers.snapshot({})
  let settings = first.settings
  const names = new Map<WorkerId, string>(first.workers.map(({ config }) => [config.id, config.name]))
  const jobs = createJobWatch(first.jobs, first.queuePaused)
  const broadcast = createBroadcast(() => Windows.getAllWindows())
  let window: BrowserWindow | null = null

  const isPanel = (url: string) => URL.canParse(url) && pageOf(url) === pageOf(options.panelUrl)
  const show = () => {
    window ??= openWindow()
    bringToFront(window)
  }
  const goTo = (to: EventPayload<'navigated'>['to'], jobId: JobId | null) => {
    show()
    broadcast('navigated', { to, jobId })
  }
  const call = (what: string, done: Promise<unknown>) =>
    void done.catch((error: unknown) => log.error(what, error))

  protocol.handle(
    SCHEME,
    createProtocolHandler({
      rendererFolder: options.rendererFolder,
      servePicture: (request) => tributary.serve(request),
      logError: log.error,
    }),
  )
  stops.add('protocol', () => protocol.unhandle(SCHEME))
  const chosen = new Set<string>()
  const ask = (question: Question) => askNatively(window, question)
  const shellCalls = createShellCalls(
    tributary,
    () => window,
    ask,
    (folder) => chosen.add(folder),
    `${options.resources}/icon.png`,
  )
  const confirmedCalls = createConfirmedCalls({
    handlers: tributary.handlers,
    syncCommand: tributary.syncCommand,
    ask,
    chosen,
    outputFolder: () => settings.outputFolder,
    home: homedir(),
  })
  const unregister = registerIpc<Electron.IpcMainInvokeEvent>({
    ipcMain,
    handlers: { ...tributary.handlers, ...shellCalls, ...confirmedCalls },
    isTrustedSender: ({ senderFrame }) =>
      senderFrame !== null && senderFrame.parent === null && isPanel(senderFrame.url),
    logError: log.error,
  })
  stops.add('ipc', unregister)

  const cancelFromTray = createCancelFromTray({
    job: (id) => jobs.job(id),
    batches: async () => (await tributary.handlers.snapshot({})).batches,
    // The window may be hidden: a question that belongs to it would be, too.
    ask: (question) => askNatively(window?.isVisible() ? window : null, question),
    cancel: (jobId) => tributary.handlers.cancelJob({ jobId }),
  })
  const tray = createTray(options.resources, jobs, {
    show,
    pause: (jobId) => call('pausing from the tray', tributary.handlers.pauseJob({ jobId })),
    resume: (jobId) => call('resuming from the tray', tributary.handlers.resumeJob({ jobId })),
    pauseAll: () => call('pausing all from the tray', tributary.handlers.pauseQueue({})),
    resumeAll: () => call('resuming all from the tray', tributary.handlers.resumeQueue({ except: [] })),
    cancel: (jobId) => call('cancelling from the tray', cancelFromTray(jobId)),
    quit: () => app.quit(),
  })
  stops.add('tray', tray.stop)
  const sleepGuard = createSleepGuard()
  stops.add('sleep guard', sleepGuard.stop)
  stops.add('power events', tellOfSleep(tributary))
  const notifications = createNotifications({
    jobs,
    setting: () => settings.notifications,
    workerName: (id) => names.get(id) ?? say('shell.a-worker'),
    onClick: (jobId) => goTo('generate', jobId),
  })
  stops.add('notifications', notifications.stop)
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      applicationMenu(process.platform === 'darwin', {
        goTo: (screen) => goTo(screen, null),
        openOutputFolder: () => call('opening the output folder', shellCalls.openOutputFolder({})),
        openLogs: () => shell.showItemInFolder(log.file),
      }),
    ),
  )

  function applySettings(next: typeof settings): void {
    settings = next
    nativeTheme.themeSource = next.theme
  }
  function afterEvent(): void {
    tray.refresh()
    sleepGuard.setBusy(jobs.busy())
  }
  function openWindow(): BrowserWindow {
    const opened = createMainWindow({
      url: options.panelUrl,
      isPanel,
      preload: options.preload,
      icon: `${options.resources}/icon.png`,
      stateFile: options.windowStateFile,
      quitting: options.quitting,
      log,
    })
    opened.on('close', (event) => {
      const decision = onWindowClose(jobs.underWay(), options.quitting(), settings)
      if (decision.do === 'close') return
      event.preventDefault()
      opened.hide()
      if (!decision.explain) return
      notifications.tell(say('shell.tray-explained'), say('shell.tray-explained.detail'), show)
      call(
        'noting that the tray was explained',
        tributary.handlers.updateSettings({ patch: { trayExplained: true } }),
      )
    })
    const attention = () => tributary.setAttentive(opened.isVisible() && !opened.isMinimized())
    for (const change of ['show', 'hide', 'minimize', 'restore'] as const)
      opened.on(change as 'show', attention)
    opened.on('closed', () => {
      tributary.setAttentive(false)
      window = null
    })
    return opened
  }

  applySettings(settings)
  afterEvent()
  const unsubscribe = tributary.subscribe((name, payload) => {
    // Before the watch forgets a job that is over: the notification wants to know that it was live.
    notifications.take(name, payload)
    if (name === 'workerChanged') {
      names.set(payload.config.id, payload.config.name)
    }
    if (name === 'settingsChanged') applySettings(payload)
    if (jobs.take(name, payload)) afterEvent()
    broadcast(name, payload)
  })
  stops.add('events', unsubscribe)
  window = openWindow()
  return { show }
}

/** Address without query and fragment. */
function pageOf(url: string): string {
  const { protocol: scheme, host, pathname } = new URL(url)
  return `${scheme}//${host}${pathname}`
}
