/**
 * The process an app runs in on the stand-in: `node host.ts <app folder> [arguments of the app]`.
 * Resolves `electron`, starts Chromium, imports the app's main bundle, lets it become ready. A parent
 * with an IPC channel gets a hello and may send the observer's commands.
 */
import { readFileSync } from 'node:fs'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import os from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { joinChromium, startChromium } from './chromium.ts'
import { resolveElectronToStandIn } from './hooks.ts'
import { routeRequests } from './routes.ts'
import { state } from './runtime-state.ts'

export interface Hello {
  readonly type: 'hello'
  readonly endpoint: string
  readonly version: string
  readonly profile: string | null
}
/** A page tried to open a window. */
export interface Popup {
  readonly type: 'popup'
}
export interface Command {
  readonly id: number
  readonly method: string
  readonly args: readonly unknown[]
}
export type Reply = { readonly type: 'reply'; readonly id: number } & (
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string }
)

const [, , folder = '.', ...args] = process.argv
const appPath = resolve(folder)
const exe = process.argv[0] ?? process.execPath
process.argv = [exe, appPath, ...args]
process.env.TRIBUTARY_STANDIN_APP = appPath
state.headless = process.env.TRIBUTARY_STANDIN_HEADED !== '1'
resolveElectronToStandIn()
// A spec about the local network must not ask a real one: it says which networks this computer is on.
if (process.env.TRIBUTARY_STANDIN_INTERFACES !== undefined) {
  const interfaces = JSON.parse(process.env.TRIBUTARY_STANDIN_INTERFACES) as ReturnType<
    typeof os.networkInterfaces
  >
  os.networkInterfaces = () => interfaces
  syncBuiltinESMExports()
}

const { app, default: electron } = await import('./electron.ts')
const { observe } = createRequire(import.meta.url)('./observer.cjs') as { observe(electron: object): void }
// Only specs observe: for a person, links and error boxes must not be kept quiet.
if (process.send) observe(electron)

const lent = process.env.TRIBUTARY_STANDIN_BROWSER
const chromium = lent ? await joinChromium(lent) : await startChromium({ headless: state.headless })
// Its first page is the owner's.
state.firstPageTaken = lent !== undefined
process.env.TRIBUTARY_STANDIN = `Chromium ${chromium.version}`
let ending: Promise<void> | null = null
app._end = (code) => {
  ending ??= chromium
    .close()
    .catch((error: unknown) => process.stderr.write(`[stand-in] ${String(error)}\n`))
    .then(() => process.exit(code))
  return ending
}
// The browser was closed by hand, or crashed: without it there is no panel.
chromium.context.on('close', () => app.quit())
process.on('SIGINT', () => app.quit())
process.on('SIGTERM', () => app.quit())
process.on('disconnect', () => app.quit())
process.on('message', (command: Command) => void run(command))

state.context = chromium.context
await routeRequests(chromium.context, () => process.send?.({ type: 'popup' } satisfies Popup))
if (process.send) {
  const { endpoint, version, profile } = chromium
  process.send({ type: 'hello', endpoint, version, profile } satisfies Hello)
}
const { main } = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')) as { main: string }
await import(pathToFileURL(join(appPath, main)).href)
app._becomeReady()

async function run({ id, method, args: given }: Command): Promise<void> {
  const commands = (
    globalThis as unknown as { __tributaryObserver: Record<string, (...all: unknown[]) => unknown> }
  ).__tributaryObserver
  let reply: Reply
  try {
    const command = commands[method]
    if (!command) throw new Error(`The observer knows no ${method}.`)
    reply = { type: 'reply', id, ok: true, value: (await command(...given)) ?? null }
  } catch (error) {
    reply = { type: 'reply', id, ok: false, message: error instanceof Error ? error.message : String(error) }
  }
  process.send?.(reply)
}
