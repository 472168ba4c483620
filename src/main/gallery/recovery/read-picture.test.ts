import { describe, expect, it } from 'vitest'
import { readImageHeader } from '../../sdwui/protocol/image-header.ts'
import type { GalleryFiles } from '../gallery-files.ts'
import { pngWith } from '../testing/pictures.ts'
import { readPicture } from './read-picture.ts'

/** What is read of a file of these bytes, and what is read of it from the disk: beginnings and lengths. */
async function read(bytes: Buffer, more: Readonly<Record<string, string>> = {}) {
  const reads: [from: number, length: number][] = []
  const files = {
    facts: async (path: string) => {
      const text = path === 'a.png' ? bytes : more[path]
      return text === undefined ? null : { bytes: text.length, modifiedAt: 0, inode: path }
    },
    read: async (path: string, from: number, length: number) => {
      if (path === 'a.png') reads.push([from, length])
      return (path === 'a.png' ? bytes : Buffer.from(more[path] ?? '')).subarray(from, from + length)
    },
  } as Partial<GalleryFiles> as GalleryFiles
  const headers = { read: async (head: Buffer) => readImageHeader(head) }
  return { picture: await readPicture({ files, headers }, 'a.png'), reads }
}
const HEAD = 256 << 10
/** Longer than the beginning that is read first. */
const large = (infotext: string | null) => {
  const png = pngWith(infotext)
  // Noise behind the infotext, as a picture that does not compress has it.
  const body = Buffer.alloc(HEAD)
  const chunk = Buffer.concat([
    Buffer.from([0, 4, 0, 0]),
    Buffer.from('IDAT', 'latin1'),
    body,
    Buffer.alloc(4),
  ])
  return Buffer.concat([png.subarray(0, -12), chunk, png.subarray(-12)])
}

describe('a picture file', () => {
  it('is read once where it is small', async () => {
    const png = pngWith('Steps: 4')
    const { picture, reads } = await read(png)
    expect(picture).toMatchObject({ format: 'png', whole: true, infotext: 'Steps: 4', bytes: png.length })
    expect(reads).toEqual([[0, png.length]])
  })
  it('is read at its beginning and its end where it is a large PNG with an infotext', async () => {
    const png = large('Steps: 4')
    const { picture, reads } = await read(png)
    expect(picture).toMatchObject({ whole: true, infotext: 'Steps: 4', bytes: png.length })
    expect(reads).toEqual([
      [0, HEAD],
      [png.length - 8, 8],
    ])
    expect((await read(png.subarray(0, -1))).picture).toMatchObject({ whole: false })
  })
  it('is read as a whole where its beginning does not tell', async () => {
    const png = large(null)
    const { picture, reads } = await read(png)
    expect(picture).toMatchObject({ whole: true, infotext: null })
    expect(reads.at(-1)).toEqual([0, png.length])
  })
  it('has the infotext of the file beside it where it holds none', async () => {
    const beside = { 'a.txt': 'a boat\nSteps: 9, Sampler: Euler, Seed: 1' }
    expect((await read(pngWith(null), beside)).picture?.infotext).toBe(beside['a.txt'])
    expect((await read(pngWith('Steps: 4'), beside)).picture?.infotext).toBe('Steps: 4')
  })
  it.each([
    ['empty', Buffer.alloc(0)],
    ['text', Buffer.from('no picture')],
    ['more than we take', { length: (128 << 20) + 1 } as Buffer],
  ])('is none when it is %s', async (_, bytes) => {
    expect((await read(bytes)).picture).toBeNull()
  })
})
