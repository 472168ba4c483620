/**
 * `npm start` and `npm run demo`: opens the panel on Electron, or in Chromium where Electron's binary is not
 * installed. Arguments go to the app; `--exit-after SECONDS` ends it by itself, for smoke tests. Ctrl+C ends everything.
 */
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { electronBinary, electronVersion } from './electron-binary.ts'

const root = resolve(import.meta.dirname, '..', '..')
const { appArgs, exitAfterSeconds } = split(process.argv.slice(2))
const binary = electronBinary(root)
const seen =
  process.platform === 'darwin' ||
  process.platform === 'win32' ||
  Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

console.log(
  binary
    ? `runtime: electron ${electronVersion(root)}`
    : seen
      ? 'runtime: stand-in. Electron is not installed here, so the panel opens in Chromium. Ctrl+C ends it.'
      : 'runtime: stand-in, headless: neither Electron nor a display is here, so the panel runs unseen. Start it on a desktop to look at it; Ctrl+C ends it.',
)
const command: [string, string[]] = binary
  ? [binary, [root, ...appArgs]]
  : [
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'host.ts'), root, ...appArgs],
    ]
const child = spawn(command[0], command[1], {
  stdio: 'inherit',
  env: { ...process.env, TRIBUTARY_STANDIN_HEADED: seen ? '1' : '0' },
})
child.once('error', (error) => {
  console.error(`The panel could not be started: ${error.message}`)
  process.exitCode = 1
})
child.once('exit', (code, signal) => {
  process.exitCode = code ?? (signal ? 1 : 0)
  clearTimeout(timer)
})
// This process outlives the app, so that the terminal is free only when everything has ended.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
const timer =
  exitAfterSeconds === null ? undefined : setTimeout(() => child.kill('SIGTERM'), exitAfterSeconds * 1000)

function split(args: readonly string[]): { appArgs: string[]; exitAfterSeconds: number | null } {
  const at = args.indexOf('--exit-after')
  if (at < 0) return { appArgs: [...args], exitAfterSeconds: null }
  const seconds = Number(args[at + 1])
  if (!(seconds > 0)) {
    console.error('--exit-after wants a number of seconds.')
    process.exit(2)
  }
  return { appArgs: args.filter((_, index) => index !== at && index !== at + 1), exitAfterSeconds: seconds }
}
