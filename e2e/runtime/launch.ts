import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { electronBinary } from './electron-binary.ts'
import { launchOnElectron } from './launch-electron.ts'
import { launchOnStandIn } from './launch-stand-in.ts'
import type { LaunchedApp } from './launched-app.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')

export interface LaunchOptions {
  /** arguments of the app, e.g. `--demo` */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** where settings and index live; a fresh folder, removed at the end, when not given */
  readonly userData?: string
  /** folder with the package.json of the app; this project by default */
  readonly appPath?: string
}

export interface LaunchPlan {
  readonly root: string
  readonly appPath: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly userData: string
  /** Removes what the launch made; called once the app has ended. */
  cleanUp(): Promise<void>
}

/**
 * Starts the built app: on Electron when its binary is installed, on the stand-in otherwise, and prints which.
 * The app gets a userData folder of its own and writes pictures into it.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const own = options.userData === undefined
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'tributary-e2e-')))
  const given = options.args ?? []
  const plan: LaunchPlan = {
    root: ROOT,
    appPath: options.appPath ?? ROOT,
    args: given.some((arg) => arg.startsWith('--output-folder'))
      ? given
      : [...given, `--output-folder=${join(userData, 'pictures')}`],
    env: { ...inherited(), ...options.env, TRIBUTARY_USER_DATA: userData },
    userData,
    cleanUp: async () => {
      if (own) await rm(userData, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  const binary = electronBinary(ROOT)
  try {
    const app = binary ? await launchOnElectron(binary, plan) : await launchOnStandIn(plan)
    console.log(`runtime: ${app.runtime}`)
    return app
  } catch (error) {
    await plan.cleanUp()
    throw error
  }
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
