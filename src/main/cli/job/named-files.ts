import { glob, opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { LIMITS } from '../../../shared/limits.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { TributaryError } from '../../core/failure.ts'

/** What a folder's pictures are called. */
const PICTURE = /\.(?:png|jpe?g|webp|gif|avif|tiff?)$/i
const PATTERN = /[*?[{]/
const natural = new Intl.Collator('en', { numeric: true })
const plain = new Intl.Collator('en')

/**
 * The files that files, folders and patterns name: of a folder the pictures directly in it, the hidden ones left out. frame2 comes before
 * frame10. Throws `bad-request` where something names no file, or they name more than one job may have.
 */
export async function namedFiles(names: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const name of inNaturalOrder(names)) {
    const found = await filesOf(name, LIMITS.images.max - files.length)
    files.push(...found)
    if (files.length > LIMITS.images.max)
      throw new TributaryError(
        'bad-request',
        reason('cli.too-many-files', { name, most: LIMITS.images.max }),
        reason('cli.too-many-files.remedy'),
      )
  }
  return files
}

/** Shells put what a pattern of theirs names into an order of letters; another order was meant by somebody. */
function inNaturalOrder(names: readonly string[]): readonly string[] {
  const isSortedBy = (compare: (a: string, b: string) => number) =>
    names.every((name, at) => at === 0 || compare(names[at - 1] ?? '', name) <= 0)
  const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return isSortedBy(byCode) || isSortedBy(plain.compare) ? names.toSorted(natural.compare) : names
}

/** At most one more than `most`: then there are too many. */
async function filesOf(name: string, most: number): Promise<string[]> {
  const facts = await stat(name).catch(() => null)
  if (facts?.isDirectory()) return await someOf(name, picturesIn(name), most)
  if (facts !== null) return [name]
  return await someOf(name, PATTERN.test(name) ? glob(name) : none(), most)
}

async function someOf(name: string, files: AsyncIterable<string>, most: number): Promise<string[]> {
  const found: string[] = []
  for await (const file of files) {
    found.push(file)
    if (found.length > most) break
  }
  if (found.length === 0) throw new TributaryError('bad-request', reason('cli.no-such-file', { name }))
  return found.sort(natural.compare)
}

async function* picturesIn(folder: string): AsyncIterable<string> {
  for await (const entry of await opendir(folder))
    if (!entry.isDirectory() && !entry.name.startsWith('.') && PICTURE.test(entry.name))
      yield join(folder, entry.name)
}

async function* none(): AsyncIterable<string> {}
