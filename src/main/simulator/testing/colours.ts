import sharp from 'sharp'

export type Colour = readonly [number, number, number]

/** A PNG of one colour, as base64. `alpha`: 0..1, opaque unless given. */
export async function plainPicture(
  width: number,
  height: number,
  [r, g, b]: Colour,
  alpha?: number,
): Promise<string> {
  const background = { r, g, b, ...(alpha === undefined ? {} : { alpha }) }
  const channels = alpha === undefined ? 3 : 4
  const file = await sharp({ create: { width, height, channels, background } }).png().toBuffer()
  return file.toString('base64')
}

/** A mask as base64: white on the left of `edge`, black on its right. */
export async function leftMask(width: number, height: number, edge: number): Promise<string> {
  const values = Buffer.alloc(width * height)
  for (let at = 0; at < values.length; at++) values[at] = at % width < edge ? 255 : 0
  const raw = { raw: { width, height, channels: 1 as const } }
  return (await sharp(values, raw).png().toBuffer()).toString('base64')
}

/** The average colour of a part of a picture; absent: of all of it. */
export async function averageColour(
  file: Buffer,
  part?: { left: number; top: number; width: number; height: number },
): Promise<number[]> {
  const image = part === undefined ? sharp(file) : sharp(await sharp(file).extract(part).toBuffer())
  const { channels } = await image.stats()
  return channels.slice(0, 3).map(({ mean }) => mean)
}
