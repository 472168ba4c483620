import { join } from 'node:path'
import { _electron } from 'playwright'
import { electronVersion } from './electron-binary.ts'
import type { LaunchPlan } from './launch.ts'
import { commandsOf, type LaunchedApp } from './launched-app.ts'

/** Runs the app on real Electron, with the observer required before it. */
export async function launchOnElectron(binary: string, plan: LaunchPlan): Promise<LaunchedApp> {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  const application = await _electron.launch({
    executablePath: binary,
    args: [
      ...(asRoot ? ['--no-sandbox'] : []),
      '-r',
      join(import.meta.dirname, 'observer.cjs'),
      plan.appPath,
      ...plan.args,
    ],
    env: { ...plan.env },
  })
  const child = application.process()
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-1_000_000)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const observe = (method: string, ...args: unknown[]): Promise<unknown> =>
    application.evaluate(
      (_modules, [name, given]) =>
        (
          globalThis as unknown as { __tributaryObserver: Record<string, (...all: unknown[]) => unknown> }
        ).__tributaryObserver[name]?.(...given) ?? null,
      [method, args] as const,
    )
  const page = await application.firstWindow()
  await page.waitForLoadState('load')
  return {
    ...commandsOf(observe),
    page,
    runtime: `electron ${electronVersion(plan.root)}`,
    userData: plan.userData,
    pid: child.pid ?? 0,
    output: () => output,
    async close() {
      await observe('quit')
      const code = await ended
      await plan.cleanUp()
      return code
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
      await plan.cleanUp()
    },
  }
}
