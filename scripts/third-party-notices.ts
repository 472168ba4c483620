// Writes THIRD-PARTY-NOTICES.md from package-lock.json: what is shipped with the app, its licences and their texts.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = resolve(import.meta.dirname, '..')
const FILE = join(ROOT, 'THIRD-PARTY-NOTICES.md')
const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i

interface LockEntry {
  readonly version: string
  readonly license?: string
  readonly dev?: boolean
  readonly link?: boolean
  readonly peer?: boolean
}
export interface Shipped {
  /** in the project, e.g. node_modules/zod */
  readonly path: string
  readonly name: string
  readonly version: string
  readonly licence: string
}

/** Name, version and licence of every package of the lock file that the app ships: all but those for development. */
export function shipped(lock: { packages: Readonly<Record<string, LockEntry>> }): Shipped[] {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.dev && !entry.link && !entry.peer)
    .map(([path, entry]) => ({
      path,
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: entry.version,
      licence: entry.license ?? 'see its text',
    }))
    .sort((a, b) => (a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1))
}

/** The heading of a package in the file. */
export const headingOf = ({ name, version, licence }: Shipped): string => `## ${name} ${version} (${licence})`

function textOf({ path }: Shipped): string | null {
  const folder = join(ROOT, path)
  if (!existsSync(folder)) return null
  const files = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .sort()
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
  return texts.length === 0 ? null : texts.join('\n\n')
}

function write(): void {
  const packages = shipped(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')))
  const parts = packages.map((each) => {
    const text = textOf(each)
    const body =
      text === null
        ? 'Its package holds no text of the licence, or is for another system than this file was made on.'
        : `\`\`\`text\n${text.replaceAll('```', "'''")}\n\`\`\``
    return `${headingOf(each)}\n\n${body}\n`
  })
  const intro =
    '# Third-party notices\n\nWhat Tributary ships besides its own code, made from the lock file by `node scripts/third-party-notices.ts`. The desktop app also contains Electron (MIT), with the notices of\nElectron and Chromium in its own `LICENSE` and `LICENSES.chromium.html`.\n'
  writeFileSync(FILE, `${intro}\n${parts.join('\n')}`)
  console.log(`${packages.length} packages in ${FILE}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) write()
