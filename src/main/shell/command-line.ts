import { resolve } from 'node:path'
import { reason } from '../../shared/words/catalogue.ts'
import { TributaryError } from '../core/failure.ts'

/** What the command line asks of the app. */
export interface AppArguments {
  /** start with the simulated fleet and skip the welcome screen */
  readonly demo: boolean
  /** how many times faster than its names say the simulated fleet works; 1 unless given */
  readonly demoTimeScale: number
  /** folder of settings, index and logs; null: the system's usual place */
  readonly userData: string | null
  /** folder of the pictures for this run; null: as the settings say */
  readonly outputFolder: string | null
}

/**
 * Reads the arguments after the program's own. Arguments it does not know are left to Chromium, which
 * takes many. Throws a 'bad-request' for a value that makes no sense.
 */
export function readArguments(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  workingDirectory: string,
): AppArguments {
  const given = (name: string): string | null => {
    for (const [index, arg] of argv.entries()) {
      if (arg.startsWith(`--${name}=`)) return arg.slice(name.length + 3)
      if (arg === `--${name}`) return argv[index + 1] ?? ''
    }
    return null
  }
  const folder = (name: string, value: string | null): string | null => {
    if (value === null) return null
    if (value === '' || value.startsWith('--')) {
      throw new TributaryError(
        'bad-request',
        reason('shell.option-wants-folder', { option: `--${name}` }),
        reason('shell.option-wants-folder.remedy', { option: `--${name}` }),
      )
    }
    return resolve(workingDirectory, value)
  }
  return {
    demo: argv.includes('--demo'),
    demoTimeScale: timeScale(given('demo-time-scale')),
    userData: folder('user-data-dir', given('user-data-dir') ?? (env.TRIBUTARY_USER_DATA || null)),
    outputFolder: folder('output-folder', given('output-folder')),
  }
}

function timeScale(text: string | null): number {
  if (text === null) return 1
  const scale = Number(text)
  if (text !== '' && scale >= 1 && scale <= 10_000) return scale
  throw new TributaryError(
    'bad-request',
    reason('shell.bad-time-scale', { option: '--demo-time-scale', value: text }),
    reason('shell.bad-time-scale.remedy', { option: '--demo-time-scale' }),
  )
}
