import {
  closeSync,
  cpSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { join, relative, sep } from 'node:path'
import { decodeText } from '../../shared/decode-text.ts'
import { matchesListName, type WildcardList } from '../../shared/wildcards.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import type { WildcardPort } from '../core/ports.ts'
import { MOST_LINES } from '../core/prompt/wildcards.ts'
import { makeFolder } from '../system/make-folder.ts'

/** Larger files are read up to here, and to the last whole line before it. */
const MOST_BYTES = 1 << 20
/** A longer line is no phrase for a prompt; it is left out. */
const LONGEST_LINE = 2_000
const MOST_LISTS = 1_000
/** Folders inside of folders that are looked into. */
const DEEPEST = 4
/** One part of a list's name: letters and digits of any script, blanks and a few signs inside; no way to name another folder. */
const NAME = /^(?![.\s])(?!.*(?:\.\.|__|[.\s]$))[\p{L}\p{M}\p{N}_ +\-.()'&,]+$/u

/**
 * The text files of a folder as lists that prompts draw from: `__animals/birds__` is `animals/birds.txt`, and `__animals/*__` all of
 * that folder together.
 */
export interface WildcardFolder extends WildcardPort {
  readonly folder: string
  /** Every list with the number of its lines, by name; at most a thousand. */
  lists(): WildcardList[]
}

interface Read {
  readonly changedAt: number
  readonly bytes: number
  readonly lines: readonly string[]
}

/**
 * Files are read when they are needed and again when they changed, so an edited list holds for the next job. `report` is told once
 * for each file that cannot be read.
 */
export function openWildcardFolder(folder: string, report: (what: Reason) => void): WildcardFolder {
  const known = new Map<string, Read>()
  const complained = new Set<string>()

  const linesOf = (file: string): readonly string[] | null => {
    try {
      const facts = statSync(file, { throwIfNoEntry: false })
      if (facts === undefined || !facts.isFile() || !isInside(folder, file)) return null
      const before = known.get(file)
      if (before?.changedAt === facts.mtimeMs && before.bytes === facts.size) return before.lines
      const lines = readLines(file, facts)
      known.set(file, { changedAt: facts.mtimeMs, bytes: facts.size, lines })
      complained.delete(file)
      return lines
    } catch (error) {
      if (!complained.has(file))
        report(
          reason('app.wildcards-unreadable', {
            file,
            error: error instanceof Error ? error.message : String(error),
          }),
        )
      complained.add(file)
      return null
    }
  }
  /** The lines of every list the pattern means, as many as tell that they are too many; null: it means none. */
  const linesOfAll = (pattern: string): readonly string[] | null => {
    const all: string[] = []
    for (const { name, file } of listFiles(folder)) {
      if (all.length > MOST_LINES) break
      if (matchesListName(pattern, name)) all.push(...(linesOf(file) ?? []).slice(0, MOST_LINES + 1))
    }
    return all.length === 0 ? null : all
  }
  return {
    folder,
    lines(name) {
      if (name.includes('*')) return linesOfAll(name)
      return isListName(name) ? linesOf(`${join(folder, ...name.split('/'))}.txt`) : null
    },
    lists: () =>
      listFiles(folder).flatMap(({ name, file }) => {
        const lines = linesOf(file)
        return lines === null ? [] : [{ name, lines: lines.length, sample: (lines[0] ?? '').slice(0, 80) }]
      }),
  }
}

/** Puts the lists that come with the app where the user's are, once: what was deleted later does not come back. Throws Node.js file errors. */
export function installSamples(samples: string, folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false }) !== undefined) return
  makeFolder(folder)
  if (statSync(samples, { throwIfNoEntry: false }) !== undefined) cpSync(samples, folder, { recursive: true })
}

/** Never a way out of the folder: every part is a plain name. */
const isListName = (name: string): boolean =>
  name.length <= 200 && name.split('/').every((part) => NAME.test(part))

/** Whether a file lies in the folder when links are followed: a link may stand for another list, not for any file of this computer. */
const isInside = (folder: string, file: string): boolean =>
  realpathSync(file).startsWith(`${realpathSync(folder)}${sep}`)

/** Every list with its file. */
const listFiles = (folder: string): { name: string; file: string }[] =>
  textFiles(folder).flatMap((file) => {
    const name = relative(folder, file).slice(0, -'.txt'.length).split(sep).join('/')
    return isListName(name) ? [{ name, file }] : []
  })

function textFiles(folder: string, depth = 0): string[] {
  const found: string[] = []
  let entries: ReturnType<typeof list>
  try {
    entries = list(folder)
  } catch {
    // Not there, or not readable: it has no lists. Opening it from the settings says more.
    return found
  }
  for (const entry of entries) {
    if (found.length >= MOST_LISTS) break
    const path = join(folder, entry.name)
    if (entry.isDirectory() && depth < DEEPEST) found.push(...textFiles(path, depth + 1))
    else if (entry.isFile() && entry.name.endsWith('.txt')) found.push(path)
  }
  return found.slice(0, MOST_LISTS)
}

const list = (folder: string) =>
  readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))

function readLines(file: string, { size }: Stats): string[] {
  const bytes = Buffer.alloc(Math.min(size, MOST_BYTES))
  const handle = openSync(file, 'r')
  let read = 0
  try {
    for (let got = -1; got !== 0 && read < bytes.length; read += got)
      got = readSync(handle, bytes, read, bytes.length - read, read)
  } finally {
    closeSync(handle)
  }
  const text = decodeText(bytes.subarray(0, read), { whole: size <= MOST_BYTES })
  const lines = text.split(/\r\n|\r|\n/)
  if (size > MOST_BYTES) lines.pop()
  return lines
    .map((line) => line.replace(/\p{Cc}/gu, ' ').trim())
    .filter((line) => line !== '' && !line.startsWith('#') && line.length <= LONGEST_LINE)
}
