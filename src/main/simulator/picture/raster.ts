import type { Pixels } from './paint.ts'

/** 0..255 for each pixel, row by row from the top. */
export interface Grey {
  readonly width: number
  readonly height: number
  readonly values: Buffer
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

type Side = { readonly width: number; readonly height: number }

/** How a picture comes to another size: pulled; cut to its proportions; whole, with its edges drawn out. */
export type Fit = 'stretch' | 'crop' | 'fill'

// Loaded only where it is needed: the demo fleet starts faster without.
const sharp = async () => (await import('sharp')).default

async function imageOf({ width, height, rgb }: Pixels) {
  return (await sharp())(rgb, { raw: { width, height, channels: 3 } })
}

async function greyImageOf({ width, height, values }: Grey) {
  return (await sharp())(values, { raw: { width, height, channels: 1 } })
}

/** Pixels of a file, transparent ones white as sdwui has them. Rejects for what is no picture. */
export async function decodePixels(file: Uint8Array): Promise<Pixels> {
  const { data, info } = await (await sharp())(file)
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, rgb: data }
}

/**
 * What a mask of the API marks (modules/api, create_binary_mask): its alpha where it has any, as all or nothing unless it is to be soft, else
 * its brightness. Rejects for what is no picture.
 */
export async function decodeMask(file: Uint8Array, soft: boolean): Promise<Grey> {
  const image = (await sharp())(file).toColourspace('srgb')
  const { channels, isOpaque } = await (await sharp())(file).stats()
  const fromAlpha = channels.length === 4 && !isOpaque
  const grey = fromAlpha ? image.extractChannel(3) : image.flatten({ background: '#000000' }).greyscale()
  const { data, info } = await grey.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  const values = info.channels === 1 ? data : everyNth(data, info.channels)
  const rounded = fromAlpha && !soft ? values.map((value) => (value > 128 ? 255 : 0)) : values
  return { width: info.width, height: info.height, values: Buffer.from(rounded) }
}

const everyNth = (data: Buffer, n: number) =>
  Buffer.from(Array.from({ length: data.length / n }, (_, at) => data[at * n] ?? 0))

/** The same picture at another size. */
export async function resized(
  pixels: Pixels,
  { width, height }: Side,
  fit: Fit,
  kernel: 'lanczos3' | 'nearest' = 'lanczos3',
): Promise<Pixels> {
  if (pixels.width === width && pixels.height === height) return pixels
  const image = await imageOf(pixels)
  if (fit !== 'fill') {
    const rgb = await image
      .resize(width, height, { kernel, fit: fit === 'crop' ? 'cover' : 'fill' })
      .raw()
      .toBuffer()
    return { width, height, rgb }
  }
  const scale = Math.min(width / pixels.width, height / pixels.height)
  const inner = {
    width: Math.min(width, Math.max(1, Math.round(pixels.width * scale))),
    height: Math.min(height, Math.max(1, Math.round(pixels.height * scale))),
  }
  const [left, top] = [Math.floor((width - inner.width) / 2), Math.floor((height - inner.height) / 2)]
  const small = await image.resize(inner.width, inner.height, { fit: 'fill' }).raw().toBuffer()
  const edges = {
    ...{ left, top, right: width - inner.width - left, bottom: height - inner.height - top },
    extendWith: 'copy' as const,
  }
  const rgb = await (await imageOf({ ...inner, rgb: small })).extend(edges).raw().toBuffer()
  return { width, height, rgb }
}

/** The same mask at another size. */
export async function resizedMask(mask: Grey, { width, height }: Side, fit: Fit): Promise<Grey> {
  if (mask.width === width && mask.height === height) return mask
  const rgb = Buffer.alloc(mask.values.length * 3)
  mask.values.forEach((value, at) => {
    rgb.fill(value, at * 3, at * 3 + 3)
  })
  const { rgb: values } = await resized(
    { width: mask.width, height: mask.height, rgb },
    { width, height },
    fit,
  )
  return { width, height, values: everyNth(values, 3) }
}

/** Edges that fade over so many px; 0: as it is. */
export async function blurred(mask: Grey, px: number): Promise<Grey> {
  if (px <= 0) return mask
  const { data, info } = await (await greyImageOf(mask))
    .blur(Math.max(0.3, px))
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { ...mask, values: info.channels === 1 ? data : everyNth(data, info.channels) }
}

export const inverted = (mask: Grey): Grey => ({
  ...mask,
  values: Buffer.from(mask.values.map((value) => 255 - value)),
})

/** `over` on `under`, as much of each pixel as the share says, 0..1. Both of one size. */
export function mixed(under: Pixels, over: Pixels, share: number): Pixels {
  const rgb = Buffer.allocUnsafe(under.rgb.length)
  for (let at = 0; at < rgb.length; at++)
    rgb[at] = Math.round((under.rgb[at] ?? 0) * (1 - share) + (over.rgb[at] ?? 0) * share)
  return { ...under, rgb }
}

/** `over` where the mask is white, `under` where it is black, to the bit. All of one size. */
export function masked(under: Pixels, over: Pixels, mask: Grey): Pixels {
  const rgb = Buffer.from(under.rgb)
  mask.values.forEach((value, pixel) => {
    if (value === 0) return
    for (let at = pixel * 3; at < pixel * 3 + 3; at++)
      rgb[at] = Math.round(((under.rgb[at] ?? 0) * (255 - value) + (over.rgb[at] ?? 0) * value) / 255)
  })
  return { ...under, rgb }
}

/** Where a mask is anything but black; null: it is black. */
export function boxOf({ width, height, values }: Grey): Box | null {
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (values[y * width + x] === 0) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 }
}

/** A box with so many px around it, made as wide or as high as the proportions of `size` ask for, within the picture. */
export function widened(box: Box, padding: number, size: Side, picture: Side): Box {
  const left = Math.max(0, box.left - padding)
  const top = Math.max(0, box.top - padding)
  const right = Math.min(picture.width, box.left + box.width + padding)
  const bottom = Math.min(picture.height, box.top + box.height + padding)
  const [wide, high] = [right - left, bottom - top]
  const proportion = size.width / size.height
  const [width, height] =
    wide / high > proportion
      ? [wide, Math.min(picture.height, Math.round(wide / proportion))]
      : [Math.min(picture.width, Math.round(high * proportion)), high]
  const within = (start: number, was: number, is: number, end: number) =>
    Math.max(0, Math.min(end - is, start - Math.floor((is - was) / 2)))
  return {
    left: within(left, wide, width, picture.width),
    top: within(top, high, height, picture.height),
    ...{ width, height },
  }
}

/** The part of a picture. */
export function cut({ width, rgb }: Pixels, box: Box): Pixels {
  const part = Buffer.allocUnsafe(box.width * box.height * 3)
  for (let y = 0; y < box.height; y++) {
    const from = ((box.top + y) * width + box.left) * 3
    rgb.copy(part, y * box.width * 3, from, from + box.width * 3)
  }
  return { width: box.width, height: box.height, rgb: part }
}

/** A picture with a part of it replaced. */
export function pasted(picture: Pixels, part: Pixels, { left, top }: Pick<Box, 'left' | 'top'>): Pixels {
  const rgb = Buffer.from(picture.rgb)
  for (let y = 0; y < part.height; y++)
    part.rgb.copy(rgb, ((top + y) * picture.width + left) * 3, y * part.width * 3, (y + 1) * part.width * 3)
  return { ...picture, rgb }
}

/** A picture of one colour. */
export function flat({ width, height }: Side, colour: readonly [number, number, number]): Pixels {
  const rgb = Buffer.alloc(width * height * 3)
  for (let at = 0; at < rgb.length; at++) rgb[at] = colour[at % 3] ?? 0
  return { width, height, rgb }
}

/** The average colour of what a mask leaves black; grey where it leaves nothing. */
export function averageOutside({ rgb }: Pixels, mask: Grey): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0]
  let pixels = 0
  mask.values.forEach((value, pixel) => {
    if (value > 0) return
    pixels++
    sums[0] += rgb[pixel * 3] ?? 0
    sums[1] += rgb[pixel * 3 + 1] ?? 0
    sums[2] += rgb[pixel * 3 + 2] ?? 0
  })
  const mean = (sum: number) => (pixels === 0 ? 128 : Math.round(sum / pixels))
  return [mean(sums[0]), mean(sums[1]), mean(sums[2])]
}
