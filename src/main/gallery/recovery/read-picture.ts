import type { ImageHeader } from '../../sdwui/protocol/image-header.ts'
import type { GalleryFiles } from '../gallery-files.ts'
import { readSidecar } from '../sidecar.ts'
import type { HeaderReader } from './header-reader.ts'

/** A PNG or JPEG tells its size and infotext within this. */
const HEAD_BYTES = 256 << 10
/** Larger files are no pictures of ours (the client takes 128 MiB at most). */
const MOST_BYTES = 128 << 20
const PNG_END = Buffer.from([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])

interface Readers {
  readonly files: GalleryFiles
  readonly headers: Pick<HeaderReader, 'read'>
}

export interface PictureFile extends ImageHeader {
  readonly bytes: number
}

/**
 * What a picture file says about itself, read from its beginning and end where that is enough, and what the text beside it says where
 * the file holds none; null when it is no picture or too large. Rejects with Node.js file errors, and where reading took too long.
 */
export async function readPicture(readers: Readers, path: string): Promise<PictureFile | null> {
  const picture = await readFile(readers, path)
  if (picture === null || picture.infotext !== null) return picture
  return { ...picture, infotext: await readSidecar(readers.files, path) }
}

async function readFile({ files, headers }: Readers, path: string): Promise<PictureFile | null> {
  const facts = await files.facts(path)
  if (facts === null || facts.bytes === 0 || facts.bytes > MOST_BYTES) return null
  const head = await files.read(path, 0, Math.min(facts.bytes, HEAD_BYTES))
  const isWhole = head.length === facts.bytes
  let header = await headers.read(head)
  if (header === null || isWhole) return header && { ...header, bytes: facts.bytes }
  if (header.format === 'png' && header.infotext !== null) {
    const end = await files.read(path, facts.bytes - PNG_END.length, PNG_END.length)
    return { ...header, whole: end.equals(PNG_END), bytes: facts.bytes }
  }
  header = await headers.read(await files.read(path, 0, facts.bytes))
  return header && { ...header, bytes: facts.bytes }
}
