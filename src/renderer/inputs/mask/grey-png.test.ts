import { expect, it } from 'vitest'
import { greyPng } from './grey-png.ts'

it('is a PNG of one channel with the mask in it', async () => {
  const values = Uint8Array.from({ length: 21 }, (_, at) => at * 12)
  const bytes = await greyPng({ width: 7, height: 3, values })
  const view = new DataView(bytes.buffer)
  const text = (from: number) => String.fromCharCode(...bytes.subarray(from, from + 4))
  expect([view.getUint32(0), view.getUint32(4)]).toEqual([0x89504e47, 0x0d0a1a0a])
  expect([text(12), view.getUint32(16), view.getUint32(20), bytes[24], bytes[25]]).toEqual([
    'IHDR',
    7,
    3,
    8,
    0,
  ])
  expect(text(37)).toBe('IDAT')
  const data = bytes.slice(41, 41 + view.getUint32(33))
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate'))
  const rows = new Uint8Array(await new Response(stream).arrayBuffer())
  expect([...rows]).toEqual([0, 1, 2].flatMap((y) => [0, ...values.subarray(y * 7, y * 7 + 7)]))
  // The checksum of every empty last chunk, as the standard gives it.
  expect([...bytes.subarray(-8)]).toEqual([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])
})
