import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { drawPicture } from '../../simulator/draw-picture.ts'
import { readImageHeader } from './image-header.ts'

const SOURCE = { prompt: 'x', seed: 1, subseed: 0, subseedStrength: 0, width: 64, height: 48 }
const file = (format: 'png' | 'jpg' | 'webp', infotext: string | null = 'a prompt\nSteps: 4') =>
  drawPicture({ ...SOURCE, format, infotext })
const FORMATS = [
  ['png', 'png'],
  ['jpg', 'jpeg'],
  ['webp', 'webp'],
] as const

describe.each(FORMATS)('a %s file', (format, name) => {
  test('tells format, size, wholeness and infotext', async () => {
    expect(readImageHeader(await file(format))).toEqual({
      ...{ format: name, width: 64, height: 48, whole: true, infotext: 'a prompt\nSteps: 4' },
    })
  })
  test('without an infotext has none', async () => {
    expect(readImageHeader(await file(format, null))).toMatchObject({ whole: true, infotext: null })
  })
  test('that ends early is not whole', async () => {
    const whole = await file(format)
    for (const share of [0.5, 0.9]) {
      const header = readImageHeader(whole.subarray(0, Math.floor(whole.length * share)))
      expect(header === null || !header.whole).toBe(true)
    }
  })
  test('as sharp writes it, without us, is read too', async () => {
    const made = await sharp({ create: { width: 33, height: 21, channels: 3, background: '#345' } })
      .toFormat(format === 'jpg' ? 'jpeg' : format)
      .toBuffer()
    expect(readImageHeader(made)).toMatchObject({
      format: name,
      width: 33,
      height: 21,
      whole: true,
      infotext: null,
    })
  })
  test('never throws, whatever is done to it', async () => {
    const whole = await file(format)
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 20 }),
        (end, hits) => {
          const bytes = Buffer.from(whole.subarray(0, end))
          for (const [at, value] of hits) if (at < bytes.length) bytes[at] = value
          const header = readImageHeader(bytes)
          if (header !== null) expect(header.width).toBeGreaterThanOrEqual(0)
        },
      ),
      { numRuns: 300 },
    )
  })
})

test('a WebP without loss is read', async () => {
  const made = await sharp({ create: { width: 300, height: 17, channels: 4, background: '#3457' } })
    .webp({ lossless: true })
    .toBuffer()
  expect(readImageHeader(made)).toMatchObject({ format: 'webp', width: 300, height: 17, whole: true })
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('<html>not a picture</html>')],
  ['a GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000', 'latin1')],
  ['the beginning of a PNG', Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1')],
])('%s is no picture', (_name, bytes) => {
  expect(readImageHeader(bytes)).toBeNull()
})

/** A PNG with text chunks behind its header. */
async function withChunks(...chunks: readonly (readonly [type: string, data: Buffer])[]): Promise<Buffer> {
  const png = await file('png', null)
  const written = chunks.flatMap(([type, data]) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return [length, body, sum]
  })
  return Buffer.concat([png.subarray(0, 33), ...written, png.subarray(33)])
}
const text = (key: string, ...rest: readonly (string | Buffer)[]) =>
  Buffer.concat([
    Buffer.from(`${key}\0`, 'latin1'),
    ...rest.map((each) => (typeof each === 'string' ? Buffer.from(each, 'utf8') : each)),
  ])

test('a compressed infotext is read, and a bomb is not', async () => {
  const packed = (words: string) => text('parameters', '\0', deflateSync(Buffer.from(words, 'latin1')))
  const read = async (words: string) => readImageHeader(await withChunks(['zTXt', packed(words)]))
  expect((await read('Steps: 4'))?.infotext).toBe('Steps: 4')
  expect(await read('x'.repeat(64 << 20))).toMatchObject({ infotext: null, whole: true })
})

// PNG 1.2, 4.2.3: keyword, NUL, compression flag and method, language, NUL, translated keyword, NUL, UTF-8.
test.each<[string, string, Buffer, string | null]>([
  ['in Latin-1', 'tEXt', text('parameters', Buffer.from('caf\u00e9', 'latin1')), 'caf\u00e9'],
  ['in UTF-8', 'iTXt', text('parameters', '\0\0\0\0', '\u732b, caf\u00e9'), '\u732b, caf\u00e9'],
  ['with its language and keyword', 'iTXt', text('parameters', '\0\0de\0Angaben\0', '\u732b'), '\u732b'],
  [
    'in compressed UTF-8',
    'iTXt',
    text('parameters', '\u0001\0\0\0', deflateSync(Buffer.from('\u732b'))),
    '\u732b',
  ],
  ['in UTF-8 that does not inflate', 'iTXt', text('parameters', '\u0001\0\0\0', 'x'), null],
  ['whose keyword does not end', 'iTXt', text('parameters', '\0\0\0', 'x'), null],
  ['whose language does not end', 'iTXt', text('parameters', '\0\0', 'x'), null],
  ['under another name', 'tEXt', text('Software', 'Steps: 4'), null],
  ['without a name', 'tEXt', Buffer.from('Steps: 4'), null],
  ['in a chunk of another kind', 'teXt', text('parameters', 'Steps: 4'), null],
  ['longer than any infotext', 'tEXt', text('parameters', 'x'.repeat(4 << 20)), null],
])('an infotext of a PNG %s', async (_, type, data, infotext) => {
  expect(readImageHeader(await withChunks([type, data]))).toMatchObject({ whole: true, infotext })
})

test('the first infotext of a PNG counts, whatever stands before it', async () => {
  const chunks = ['Software', 'parameters', 'parameters'].map(
    (key, at) => ['tEXt', text(key, `Steps: ${at}`)] as const,
  )
  expect(readImageHeader(await withChunks(...chunks))?.infotext).toBe('Steps: 1')
})

// ITU T.81, B.2.2: marker, length with itself, precision, height, width. C4, C8 and CC are no frames.
test.each([0xc4, 0xc8, 0xcc])('the size of a JPEG stands in its frame, not in marker %i', (marker) => {
  const no = [0xff, marker, 0, 8, 8, 0, 9, 0, 9, 1]
  const frame = [0xff, 0xc2, 0, 11, 8, 1, 0x2c, 2, 0x58, 1, 1, 0x11, 0]
  const bytes = (...end: number[]) => Buffer.from([0xff, 0xd8, ...no, ...frame, ...end])
  expect(readImageHeader(bytes(0xff, 0xd9))).toMatchObject({ width: 600, height: 300, whole: true })
  expect(readImageHeader(bytes(0xff, 0xd8))).toMatchObject({ width: 600, height: 300, whole: false })
  expect(readImageHeader(bytes(0xfe, 0xd9))).toMatchObject({ whole: false })
})
test('a JPEG without a frame has no size and is not whole', () => {
  const bytes = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xd9])
  expect(readImageHeader(bytes)).toMatchObject({ width: 0, height: 0, whole: false })
})

// RFC 9649: the two upper bits of each side of a lossy frame are how it is to be scaled.
test('a WebP has the size of its frame, and is whole when it is as long as it says', () => {
  const bytes = Buffer.alloc(40)
  bytes.write('RIFF', 0, 'latin1')
  bytes.write('WEBPVP8 ', 8, 'latin1')
  bytes.writeUInt16LE(0x4000 | 640, 26)
  bytes.writeUInt16LE(0xc000 | 480, 28)
  // An odd last chunk may lack its byte of padding.
  for (const [told, whole] of [
    [32, true],
    [33, true],
    [34, false],
  ] as const) {
    bytes.writeUInt32LE(told, 4)
    expect(readImageHeader(bytes)).toMatchObject({ format: 'webp', width: 640, height: 480, whole })
  }
  bytes.write('VP8?', 12, 'latin1')
  bytes.writeUInt32LE(32, 4)
  expect(readImageHeader(bytes)).toMatchObject({ width: 0, height: 0, whole: false })
})
