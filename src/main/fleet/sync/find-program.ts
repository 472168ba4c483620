import { reason } from '../../../shared/words/catalogue.ts'
import { TributaryError } from '../../core/failure.ts'

/** What is handed to the system to start: a program, its arguments, and whether they are to be passed on as they are (Windows). */
export interface Invocation {
  readonly file: string
  readonly args: readonly string[]
  readonly verbatim: boolean
}

export interface WindowsSystem {
  readonly env: Readonly<Record<string, string | undefined>>
  isFile(path: string): boolean
}

/** Programs Windows starts by itself, before what needs cmd.exe. */
const EXTENSIONS = ['.exe', '.com', '.cmd', '.bat']
/** What cmd.exe would read as more than text, even between quotes. */
const FOR_CMD = /["%!^&|<>()\r\n\u0000]/

/**
 * How to start a command on Windows: the name as it is when it has an extension, else with .exe, .com, .cmd or .bat, in its folder or along PATH. A batch
 * file needs cmd.exe, which reads its arguments once more; arguments it could misread are refused. Throws not-found and bad-request.
 */
export function windowsInvocation(
  [name = '', ...args]: readonly string[],
  system: WindowsSystem,
): Invocation {
  const file = findOnWindows(name, system)
  if (file === null) throw programNotFound(name)
  if (!/\.(cmd|bat)$/i.test(file)) return { file, args, verbatim: false }
  const odd = [file, ...args].find((arg) => FOR_CMD.test(arg))
  if (odd !== undefined)
    throw new TributaryError(
      'bad-request',
      reason('fleet.sync-batch-file', { program: name, argument: odd.slice(0, 80) }),
      reason('fleet.sync-batch-file.remedy', { characters: '" % ! ^ & | < > ( )' }),
      { field: 'syncCommand' },
    )
  const line = [file, ...args].map((arg) => `"${arg}"`).join(' ')
  const cmd = system.env.ComSpec ?? system.env.COMSPEC ?? 'cmd.exe'
  // /s: exactly the outer pair of quotes is taken off; /v:off: no !names!; /d: no AutoRun.
  return { file: cmd, args: ['/d', '/v:off', '/s', '/c', `"${line}"`], verbatim: true }
}

function findOnWindows(name: string, { env, isFile }: WindowsSystem): string | null {
  const ended = EXTENSIONS.map((ending) => name + ending)
  const names = /\.[a-z0-9]{1,4}$/i.test(name) ? [name, ...ended] : ended
  const folders = /[\\/]/.test(name)
    ? ['']
    : (env.Path ?? env.PATH ?? '').split(';').filter((path) => path !== '')
  for (const folder of folders) {
    const prefix = folder === '' ? '' : `${folder.replace(/^"|"$/g, '').replace(/[\\/]+$/, '')}\\`
    for (const candidate of names) if (isFile(prefix + candidate)) return prefix + candidate
  }
  return null
}

export const programNotFound = (name: string): TributaryError =>
  new TributaryError(
    'not-found',
    reason('fleet.sync-no-program', { program: name.slice(0, 200) }),
    reason('fleet.sync-no-program.remedy'),
  )
