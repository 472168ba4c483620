import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { readImageHeader } from '../sdwui/protocol/image-header.ts'
import { drawPicture, type PictureRequest, ReusedPictures } from './draw-picture.ts'

const REQUEST: PictureRequest = {
  ...{ prompt: 'alpine valley', seed: 1, subseed: 0, subseedStrength: 0 },
  ...{ width: 96, height: 64, infotext: 'a prompt\nSteps: 4', format: 'png' },
}
const pixelsOf = async (file: Buffer) => (await sharp(file).removeAlpha().raw().toBuffer()).toString('base64')

describe('a drawn picture', () => {
  test('has the size asked for, in every format, and decodes', async () => {
    for (const format of ['png', 'jpg', 'webp'] as const) {
      const file = await drawPicture({ ...REQUEST, format, width: 104, height: 72 })
      const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true })
      expect([format, info.width, info.height]).toEqual([format, 104, 72])
      expect(data.length).toBe(104 * 72 * info.channels)
    }
  })

  test('is the same to the byte for the same prompt and seed, and another for another', async () => {
    const first = await drawPicture(REQUEST)
    expect((await drawPicture(REQUEST)).equals(first)).toBe(true)
    const others = await Promise.all([
      drawPicture({ ...REQUEST, seed: 2 }),
      drawPicture({ ...REQUEST, seed: 4_294_967_296 }),
      drawPicture({ ...REQUEST, prompt: 'a harbour' }),
    ])
    const all = await Promise.all([first, ...others].map(pixelsOf))
    expect(new Set(all).size).toBe(4)
  })

  test('ignores the subseed without a variation strength, and becomes the subseed’s picture at full strength', async () => {
    const plain = await pixelsOf(await drawPicture(REQUEST))
    expect(await pixelsOf(await drawPicture({ ...REQUEST, subseed: 9 }))).toBe(plain)
    const varied = await pixelsOf(await drawPicture({ ...REQUEST, subseed: 9, subseedStrength: 0.3 }))
    expect(varied).not.toBe(plain)
    const full = await pixelsOf(await drawPicture({ ...REQUEST, subseed: 9, subseedStrength: 1 }))
    expect(full).toBe(await pixelsOf(await drawPicture({ ...REQUEST, seed: 9 })))
  })

  test('is more than a flat colour: sky, light and ridges', async () => {
    const { channels } = await sharp(await drawPicture({ ...REQUEST, width: 256, height: 256 })).stats()
    for (const { stdev } of channels.slice(0, 3)) expect(stdev).toBeGreaterThan(10)
  })

  test.each([
    ['Latin-1', 'déjà vu, 50 % ×2\nSteps: 4'],
    ['beyond Latin-1', '谷の朝霧 “soft”\nSteps: 4'],
  ])('carries an infotext in %s through every format', async (_name, infotext) => {
    for (const format of ['png', 'jpg', 'webp'] as const) {
      const header = readImageHeader(await drawPicture({ ...REQUEST, infotext, format }))
      expect([format, header?.infotext, header?.whole]).toEqual([format, infotext, true])
    }
  })

  test('uses a tEXt chunk where Latin-1 will do and iTXt where it will not', async () => {
    expect((await drawPicture(REQUEST)).includes('tEXtparameters')).toBe(true)
    expect((await drawPicture({ ...REQUEST, infotext: '谷' })).includes('iTXtparameters')).toBe(true)
    expect((await drawPicture({ ...REQUEST, infotext: null })).includes('parameters')).toBe(false)
  })

  test('comes out of the noise as its steps go by', async () => {
    const whole = await sharp(await drawPicture(REQUEST))
      .removeAlpha()
      .raw()
      .toBuffer()
    const distance = async (fraction: number) => {
      const early = await sharp(await drawPicture({ ...REQUEST, fraction }))
        .removeAlpha()
        .raw()
        .toBuffer()
      return early.reduce((sum, value, at) => sum + Math.abs(value - (whole[at] ?? 0)), 0) / whole.length
    }
    const [start, middle, end] = [await distance(0.05), await distance(0.5), await distance(0.95)]
    expect(start).toBeGreaterThan(middle)
    expect(middle).toBeGreaterThan(end)
    expect(end).toBeGreaterThan(0)
  })

  test('weighs three bytes a pixel when it is stored, not compressed', async () => {
    const file = await drawPicture({ ...REQUEST, compression: 'stored' })
    expect(file.length).toBeGreaterThan(96 * 64 * 3)
    expect(await pixelsOf(file)).toBe(await pixelsOf(await drawPicture(REQUEST)))
  })
})

test('reused pictures differ in their text alone', async () => {
  const reused = new ReusedPictures()
  const [first, second] = [
    await reused.file(64, 64, 'one', 'small'),
    await reused.file(64, 64, 'two', 'small'),
  ]
  expect(readImageHeader(first)).toMatchObject({ width: 64, height: 64, infotext: 'one', whole: true })
  expect(readImageHeader(second)?.infotext).toBe('two')
  expect(await pixelsOf(first)).toBe(await pixelsOf(second))
})
