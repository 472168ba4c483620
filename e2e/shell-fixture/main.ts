/** The real shell around a scripted tributary, for the shell's own spec. */
import { join } from 'node:path'
import { app, protocol } from 'electron'
import { readArguments } from '../../src/main/shell/command-line.ts'
import { failToStart, installQuitFlow, logUncaught } from '../../src/main/shell/life-cycle.ts'
import { createLog } from '../../src/main/shell/log.ts'
import { PANEL_URL, SCHEME } from '../../src/main/shell/protocol.ts'
import { type Shell, startShell } from '../../src/main/shell/start-shell.ts'
import { createStopList } from '../../src/main/shell/stop-in-reverse.ts'
import { createScriptedApp } from './scripted-app.ts'

protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }])
const { userData } = readArguments(process.argv.slice(1), process.env, process.cwd())
if (userData !== null) app.setPath('userData', userData)

async function start(): Promise<void> {
  const folder = app.getPath('userData')
  const root = app.getAppPath()
  const log = createLog(join(folder, 'logs'))
  logUncaught(log)
  const stops = createStopList(log.error)
  const quitting = installQuitFlow(stops, log)
  let shell: Shell | null = null
  app.on('second-instance', () => shell?.show())
  await app.whenReady()
  shell = await startShell({
    tributary: createScriptedApp(folder),
    log,
    stops,
    quitting,
    preload: join(root, 'preload.cjs'),
    rendererFolder: join(root, 'panel'),
    resources: join(root, 'resources'),
    windowStateFile: join(folder, 'window.json'),
    panelUrl: PANEL_URL,
  })
}

if (app.requestSingleInstanceLock()) void start().catch((error: unknown) => failToStart(error, 1))
else app.exit(0)
