import { join, parse } from 'node:path'
import { readInfotext } from '../../shared/infotext.ts'
import type { GalleryFiles } from './gallery-files.ts'
import { codeOf } from './storage-error.ts'

/** Longer ones are no infotexts. */
const MOST_BYTES = 4 << 20

/** Names a text beside a picture may have, best first: "a.txt" as A1111 names its own, "a.png.txt" where that is somebody else's. */
export const besides = (file: string): string[] => {
  const { dir, name } = parse(file)
  return [join(dir, `${name}.txt`), `${file}.txt`]
}

/**
 * Keeps an infotext beside a picture that does not hold it (servers with enable_pnginfo off). Nothing is ever overwritten: where both names
 * are taken only the index knows the text. Rejects with Node.js file errors.
 */
export async function writeSidecar(
  files: GalleryFiles,
  folder: string,
  file: string,
  infotext: string,
): Promise<void> {
  const bytes = Buffer.from(infotext, 'utf8')
  for (const name of besides(file)) {
    try {
      return await files.write(join(folder, name), bytes)
    } catch (error) {
      const code = codeOf(error)
      if (code === 'ENAMETOOLONG') return
      if (code !== 'EEXIST') throw error
      // Written by a try before this one, whose end failed.
      if ((await textOf(files, join(folder, name))) === infotext) return
    }
  }
}

/** The infotext beside a picture; null: there is none. Rejects with Node.js file errors. */
export async function readSidecar(files: GalleryFiles, path: string): Promise<string | null> {
  for (const name of besides(path).reverse()) {
    const text = await textOf(files, name)
    if (text !== null && readInfotext(text).parameters.size > 0) return text
  }
  return null
}

/** Whether a file holds just this infotext, so that it was written beside a picture. Rejects with Node.js file errors. */
export async function isSidecar(files: GalleryFiles, path: string, infotext: string): Promise<boolean> {
  return (await textOf(files, path)) === infotext
}

async function textOf(files: GalleryFiles, path: string): Promise<string | null> {
  const facts = await files.facts(path)
  if (facts === null || facts.bytes === 0 || facts.bytes > MOST_BYTES) return null
  return (await files.read(path, 0, facts.bytes)).toString('utf8')
}
