import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import type { ImageFormat, RawImage } from '../core/generation.ts'
import { isOneColour } from './one-colour.ts'

const FORMATS: readonly ImageFormat[] = ['png', 'jpeg', 'webp']
const canvas = (side: number, colour: string) =>
  sharp({ create: { width: side, height: side, channels: 3, background: colour } })
async function raw(picture: Sharp, format: ImageFormat, side: number): Promise<RawImage> {
  const bytes = await picture.toFormat(format, { quality: 80 }).toBuffer()
  return { position: 0, bytes, format, width: side, height: side, infotext: null }
}

describe('a picture of one colour', () => {
  it.each(FORMATS)('is known as one, black or not, large or small: %s', async (format) => {
    for (const side of [64, 512, 1024])
      for (const colour of ['black', 'white', '#804020'])
        expect([side, colour, await isOneColour(await raw(canvas(side, colour), format, side))]).toEqual([
          side,
          colour,
          true,
        ])
  })

  it.each(FORMATS)('is none with a small spot: %s', async (format) => {
    const spot = await canvas(16, 'white').png().toBuffer()
    const picture = canvas(512, 'black').composite([{ input: spot, left: 100, top: 200 }])
    expect(await isOneColour(await raw(picture, format, 512))).toBe(false)
  })

  it('is not what a damaged or an ordinary file is', async () => {
    const black = await raw(canvas(512, 'black'), 'png', 512)
    expect(await isOneColour({ ...black, bytes: black.bytes.subarray(0, 60) })).toBe(false)
    const bytes = new Uint8Array(300_000)
    expect(await isOneColour({ ...black, bytes })).toBe(false)
  })
})
