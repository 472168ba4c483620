import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { cpuMs } from '../../../shared/testing/growth.ts'
import { exifWithComment, jpegWithExif, webpWithExif } from '../../simulator/picture/exif.ts'
import { commentOfJpeg, commentOfWebp } from './exif-comment.ts'

const MOST = 4 << 20
const TEXT = 'Größe 谷 🌄\nSteps: 4, Seed: 7, Sampler: Euler a'
const picture = (format: 'jpeg' | 'webp') =>
  sharp({ create: { width: 16, height: 16, channels: 3, background: '#345' } })
    .toFormat(format)
    .toBuffer()
const segment = (marker: number, data: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}
/** Puts segments behind the first marker of a JPEG. */
const withSegments = (jpeg: Buffer, ...segments: Buffer[]) =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)])

/** A TIFF block in either byte order whose comment is `bytes`. */
function block(order: 'II' | 'MM', bytes: Buffer): Buffer {
  const head = Buffer.alloc(44)
  const short = (value: number, at: number) =>
    order === 'II' ? head.writeUInt16LE(value, at) : head.writeUInt16BE(value, at)
  const long = (value: number, at: number) =>
    order === 'II' ? head.writeUInt32LE(value, at) : head.writeUInt32BE(value, at)
  head.write(order, 0, 'latin1')
  short(42, 2)
  long(8, 4)
  for (const [at, tag, type, count, value] of [
    [8, 0x8769, 4, 1, 26],
    [26, 0x9286, 7, bytes.length, 44],
  ] as const) {
    short(1, at)
    short(tag, at + 2)
    short(type, at + 4)
    long(count, at + 6)
    long(value, at + 10)
  }
  return Buffer.concat([head, bytes])
}
const unicode = (text: Buffer) => Buffer.concat([Buffer.from('UNICODE\u0000', 'latin1'), text])
const inJpeg = async (exif: Buffer) => commentOfJpeg(jpegWithExif(await picture('jpeg'), exif), MOST)

describe('the comment of a JPEG', () => {
  test('is read as sdwui writes it', async () => {
    expect(await inJpeg(exifWithComment(TEXT))).toBe(TEXT)
  })
  test.each([
    ['little-endian text in a little-endian block', 'II', unicode(Buffer.from(TEXT, 'utf16le'))],
    ['big-endian text in a little-endian block', 'II', unicode(Buffer.from(TEXT, 'utf16le').swap16())],
    ['text with a byte order mark', 'MM', unicode(Buffer.from(`\ufeff${TEXT}`, 'utf16le'))],
    ['text with a big-endian mark', 'II', unicode(Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16())],
    ['UTF-8 of no named encoding', 'MM', Buffer.concat([Buffer.alloc(8), Buffer.from(TEXT)])],
  ] as const)('is read as %s', async (_name, order, bytes) => {
    expect(await inJpeg(block(order, bytes))).toBe(TEXT)
  })
  test('is read as ASCII, to its closing zero', async () => {
    const bytes = Buffer.from('ASCII\u0000\u0000\u0000Steps: 4\u0000\u0000', 'latin1')
    expect(await inJpeg(block('MM', bytes))).toBe('Steps: 4')
  })
  test('is found behind other segments', async () => {
    const [jpeg, exif] = [await picture('jpeg'), exifWithComment(TEXT)]
    const xmp = segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\u0000<x:xmpmeta/>', 'latin1'))
    const own = segment(0xe1, Buffer.concat([Buffer.from('Exif\u0000\u0000', 'latin1'), exif]))
    expect(commentOfJpeg(withSegments(jpeg, xmp, segment(0xe2, Buffer.alloc(500)), own), MOST)).toBe(TEXT)
  })
  test('is found behind bytes that fill up, and not behind the start of the picture', async () => {
    const [jpeg, exif] = [await picture('jpeg'), exifWithComment(TEXT)]
    const own = segment(0xe1, Buffer.concat([Buffer.from('Exif\u0000\u0000', 'latin1'), exif]))
    expect(commentOfJpeg(withSegments(jpeg, Buffer.from([0xff, 0xff, 0xff]), own), MOST)).toBe(TEXT)
    for (const marker of [0xda, 0xd9])
      expect(commentOfJpeg(withSegments(jpeg, segment(marker, Buffer.alloc(4)), own), MOST)).toBeNull()
    expect(commentOfJpeg(withSegments(jpeg, Buffer.alloc(4), own), MOST)).toBeNull()
  })
  test('is nothing where it is longer than may be read, or empty', async () => {
    const bytes = Buffer.concat([Buffer.alloc(8), Buffer.from('Steps: 4')])
    const jpeg = jpegWithExif(await picture('jpeg'), block('II', bytes))
    expect(commentOfJpeg(jpeg, 16)).toBe('Steps: 4')
    expect(commentOfJpeg(jpeg, 15)).toBeNull()
    expect(await inJpeg(block('II', Buffer.alloc(8)))).toBeNull()
    expect(await inJpeg(block('II', Buffer.alloc(0)))).toBeNull()
  })
  test('is nothing, and no error, wherever the file or the block breaks off', async () => {
    const exif = exifWithComment(TEXT)
    const jpeg = jpegWithExif(await picture('jpeg'), exif)
    for (let length = 0; length < jpeg.length; length++)
      expect([null, TEXT]).toContain(commentOfJpeg(jpeg.subarray(0, length), MOST))
    for (let length = 0; length < exif.length; length++)
      expect(await inJpeg(exif.subarray(0, length)), `${length} bytes of the block`).toBeNull()
    expect(await inJpeg(Buffer.concat([Buffer.from('XX'), exif.subarray(2)]))).toBeNull()
  })
  test.each([
    ['a directory beyond the block', (exif: Buffer) => exif.writeUInt32BE(0xffff_fff0, 4)],
    ['an EXIF directory beyond the block', (exif: Buffer) => exif.writeUInt32BE(0x7fff_0000, 18)],
    ['a comment beyond the block', (exif: Buffer) => exif.writeUInt32BE(0xffff_ffff, 32)],
    ['a directory that points to itself', (exif: Buffer) => exif.writeUInt32BE(8, 18)],
    ['more entries than there are', (exif: Buffer) => exif.writeUInt16BE(0xffff, 26)],
  ])('is nothing, or the text, where there is %s', async (_name, harm) => {
    const exif = exifWithComment(TEXT)
    harm(exif)
    expect([null, TEXT]).toContain(await inJpeg(exif))
  })
})

describe('other metadata', () => {
  const nested = (bytes: number) => {
    const part = (text: string) =>
      segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\u0000${text}`, 'latin1'))
    return Array.from({ length: Math.ceil(bytes / 60_000) }, () => part('<a>'.repeat(20_000)))
  }
  test('costs nothing: 16 MB of nested XML', async () => {
    const jpeg = withSegments(await picture('jpeg'), ...nested(16 << 20))
    expect(await cpuMs(() => commentOfJpeg(jpeg, MOST))).toBeLessThan(50)
    expect(commentOfJpeg(jpeg, MOST)).toBeNull()
  })
  test('in as many parts as there can be ends', () => {
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(4 << 20, 0xff)])
    expect(commentOfJpeg(jpeg, MOST)).toBeNull()
  })
})

test('the comment of a WebP is read, with and without the prefix of a JPEG', async () => {
  const webp = await picture('webp')
  const exif = exifWithComment(TEXT)
  expect(commentOfWebp(webpWithExif(webp, exif, 16, 16), MOST)).toBe(TEXT)
  const prefixed = Buffer.concat([Buffer.from('Exif\u0000\u0000', 'latin1'), exif])
  expect(commentOfWebp(webpWithExif(webp, prefixed, 16, 16), MOST)).toBe(TEXT)
  expect(commentOfWebp(webp, MOST)).toBeNull()
  const odd = Buffer.from('TEST\u0003\u0000\u0000\u0000abc\u0000', 'latin1')
  const found = webpWithExif(webp, exif, 16, 16)
  expect(commentOfWebp(Buffer.concat([found.subarray(0, 12), odd, found.subarray(12)]), MOST)).toBe(TEXT)
  for (let length = 0; length < found.length; length++)
    expect(commentOfWebp(found.subarray(0, length), MOST)).toBeNull()
})
