import { join } from 'node:path'
import { app, protocol, safeStorage } from 'electron'
import Store from 'electron-store'
import { languageOf, setLanguage } from '../shared/words/language.ts'
import { createApp } from './app/app.ts'
import type { Secrets } from './settings/password-file.ts'
import { openStores } from './settings/stores.ts'
import { type AppArguments, readArguments } from './shell/command-line.ts'
import { failToStart, installQuitFlow, logUncaught } from './shell/life-cycle.ts'
import { createLog } from './shell/log.ts'
import { PANEL_URL, panelAddress, SCHEME } from './shell/protocol.ts'
import { type Shell, startShell } from './shell/start-shell.ts'
import { createStopList } from './shell/stop-in-reverse.ts'
import { installSamples } from './wildcards/wildcard-folder.ts'

const root = app.getAppPath()
// For tests of the texts; what people install must not depend on a variable of the environment.
const language = languageOf(app.isPackaged ? null : process.env.TRIBUTARY_LANGUAGE)
setLanguage(language)
app.setName('Tributary')
// Every page of this app runs in Chromium's sandbox, whatever a window's own options say.
app.enableSandbox()
// Windows shows notifications only of apps that have such an id; elsewhere the call does not exist.
if (process.platform === 'win32') app.setAppUserModelId('app.tributary')
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
])
try {
  const args = readArguments(process.argv.slice(1), process.env, process.cwd())
  if (args.userData !== null) app.setPath('userData', args.userData)
  // Not awaited: Electron becomes ready only after this module has been evaluated.
  if (app.requestSingleInstanceLock()) void start(args).catch((error: unknown) => failToStart(error, 1))
  else app.exit(0)
} catch (error) {
  failToStart(error, 2)
}

/** The system's keyring. On Linux without one Electron would only scramble the text, which is no secret. */
const keyring: Secrets = {
  available: () =>
    safeStorage.isEncryptionAvailable() &&
    !(process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text'),
  encrypt: (text) => safeStorage.encryptString(text).toString('base64'),
  decrypt: (sealed) => safeStorage.decryptString(Buffer.from(sealed, 'base64')),
}

/** Builds the parts, hands them to each other; on quit they are stopped in reverse order. */
async function start(args: AppArguments): Promise<void> {
  const userData = app.getPath('userData')
  const log = createLog(join(userData, 'logs'))
  logUncaught(log)
  const stops = createStopList(log.error)
  const quitting = installQuitFlow(stops, log)
  let shell: Shell | null = null
  app.on('second-instance', () => shell?.show())
  app.on('activate', () => shell?.show())
  await app.whenReady()

  const runtime = process.versions.electron
    ? `Electron ${process.versions.electron}`
    : `stand-in (${process.env.TRIBUTARY_STANDIN ?? 'unknown'})`
  log.info(`Tributary ${app.getVersion()} on ${runtime}, ${process.platform}`)
  const stores = openStores({ folder: userData, open: (options) => new Store(options), secrets: keyring })
  try {
    installSamples(join(root, 'resources', 'wildcards'), join(userData, 'wildcards'))
  } catch (error) {
    // Only samples; the folder can be filled by hand.
    log.error('copying the sample wildcards', error)
  }
  const tributary = await createApp({
    ...stores,
    userData,
    pictures: app.getPath('pictures'),
    outputFolder: args.outputFolder,
    timeScale: args.demoTimeScale,
    measureNew: true,
    appVersion: app.getVersion(),
    runtime,
    log,
  })
  stops.add('app', () => tributary.stop())
  if (args.demo) await tributary.handlers.updateSettings({ patch: { welcomed: true, demoFleet: true } })
  shell = await startShell({
    tributary,
    log,
    stops,
    quitting,
    preload: join(root, 'out', 'preload', 'index.cjs'),
    rendererFolder: join(root, 'out', 'renderer'),
    resources: join(root, 'resources'),
    windowStateFile: join(userData, 'window.json'),
    // Only `npm run dev` builds with DEV: elsewhere a variable of the environment must not choose the page.
    panelUrl: panelAddress((import.meta.env.DEV && process.env.ELECTRON_RENDERER_URL) || PANEL_URL, language),
  })
  // The window is there before anything is looked at: neither a machine nor a file on disk can keep it from opening.
  await tributary.start().catch((error: unknown) => {
    // Quit while it looked at the machines: what was called off then is no failure to start.
    if (!quitting()) throw error
  })
}
