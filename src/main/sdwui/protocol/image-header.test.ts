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

test('a compressed infotext is read, and a bomb is not', async () => {
  const { deflateSync, crc32 } = await import('node:zlib')
  const png = await file('png', null)
  const withChunk = (text: string) => {
    const data = Buffer.concat([
      Buffer.from('parameters\u0000\u0000', 'latin1'),
      deflateSync(Buffer.from(text, 'latin1')),
    ])
    const body = Buffer.concat([Buffer.from('zTXt'), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([png.subarray(0, 33), length, body, sum, png.subarray(33)])
  }
  expect(readImageHeader(withChunk('Steps: 4'))?.infotext).toBe('Steps: 4')
  expect(readImageHeader(withChunk('x'.repeat(64 << 20)))).toMatchObject({ infotext: null, whole: true })
})
