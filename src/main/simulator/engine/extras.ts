import { megapixelCost } from '../../core/speed/upscale-cost.ts'
import { pythonError } from '../../sdwui/protocol/server-error.ts'
import { pictureFile } from '../draw-picture.ts'
import type { Pixels } from '../picture/paint.ts'
import { decodePixels, flat, mixed, resized } from '../picture/raster.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** What the extras routes are asked for (sdapi.md 1.1), validated. */
export interface ExtrasRequest {
  /** a factor, or a size */
  readonly to: { readonly factor: number } | Size
  /** of a size: cut off what is too much, instead of leaving it */
  readonly crop: boolean
  readonly upscaler: string
  /** null: none, or it would not be seen */
  readonly second: { readonly upscaler: string; readonly visibility: number } | null
  /** names of what restores faces */
  readonly faces: readonly string[]
}

/** Reads the fields of a body; throws the AssertionError of an upscaler that is not there. */
export function extrasRequest(
  fields: Readonly<Record<string, unknown>>,
  upscalers: readonly string[],
): ExtrasRequest {
  const number = (name: string) => Number(fields[name])
  const upscaler = (name: string) => {
    const wanted = String(fields[name] ?? 'None')
    if (wanted !== 'None' && !upscalers.includes(wanted))
      throw pythonError('AssertionError', `could not find upscaler named ${wanted}`)
    return wanted
  }
  const [first, second] = [upscaler('upscaler_1'), upscaler('upscaler_2')]
  const visibility = number('extras_upscaler_2_visibility')
  return {
    to:
      number('resize_mode') === 0
        ? { factor: number('upscaling_resize') }
        : { width: number('upscaling_resize_w'), height: number('upscaling_resize_h') },
    crop: fields.upscaling_crop === true,
    upscaler: first,
    second: second === 'None' || visibility <= 0 ? null : { upscaler: second, visibility },
    faces: [
      ...(number('gfpgan_visibility') > 0 ? ['GFPGAN'] : []),
      ...(number('codeformer_visibility') > 0 ? ['CodeFormer'] : []),
    ],
  }
}

/** A picture made larger, as a PNG of its own, and what that takes in images of the benchmark. Without an upscaler it stays as large as it was. */
export async function enlarged(
  picture: Buffer,
  { to, crop, upscaler, second }: ExtrasRequest,
): Promise<{ file: Buffer; work: number }> {
  const pixels = await decodePixels(picture)
  if (upscaler === 'None') return { file: await pictureFile(pixels, null, 'png'), work: 0 }
  const factor = 'factor' in to ? to.factor : Math.max(to.width / pixels.width, to.height / pixels.height)
  const by = (name: string) => scaled(pixels, factor, name)
  const first = await by(upscaler)
  const both = second === null ? first : mixed(first, await by(second.upscaler), second.visibility)
  const done = 'factor' in to || !crop ? both : cropped(both, to)
  const cost = megapixelCost(upscaler) + (second === null ? 0 : megapixelCost(second.upscaler))
  const work = (cost * done.width * done.height) / 1_000_000
  return { file: await pictureFile(done, null, 'png'), work }
}

/** In multiples of 8 px, rounded down (modules/upscaler.py). The names only differ in how sharp the edges are. */
function scaled(pixels: Pixels, factor: number, upscaler: string): Promise<Pixels> {
  const side = (px: number) => Math.max(8, Math.floor((px * factor + 1e-6) / 8) * 8)
  const size = { width: side(pixels.width), height: side(pixels.height) }
  return resized(pixels, size, 'stretch', upscaler === 'Nearest' ? 'nearest' : 'lanczos3')
}

/** The middle of a picture; what it does not reach stays black (scripts/postprocessing_upscale.py). */
function cropped(pixels: Pixels, { width, height }: Size): Pixels {
  const { rgb } = flat({ width, height }, [0, 0, 0])
  const left = Math.floor(width / 2) - Math.floor(pixels.width / 2)
  const top = Math.floor(height / 2) - Math.floor(pixels.height / 2)
  for (let y = Math.max(0, top); y < Math.min(height, top + pixels.height); y++) {
    const [from, to] = [Math.max(0, left), Math.min(width, left + pixels.width)]
    const start = ((y - top) * pixels.width + from - left) * 3
    pixels.rgb.copy(rgb, (y * width + from) * 3, start, start + (to - from) * 3)
  }
  return { width, height, rgb }
}

/** The HTML that stands beside the pictures. */
export function extrasInfo({ to, upscaler, second, faces }: ExtrasRequest): string {
  const size =
    'factor' in to
      ? `Postprocess upscale by: ${Number.isInteger(to.factor) ? to.factor.toFixed(1) : to.factor}`
      : `Postprocess upscale to: ${to.width}x${to.height}`
  const parts = [
    ...(upscaler === 'None' ? [] : [size, `Postprocess upscaler: ${upscaler}`]),
    ...(upscaler === 'None' || second === null ? [] : [`Postprocess upscaler 2: ${second.upscaler}`]),
    ...faces.map((name) => `${name} visibility`),
  ]
  return parts.length === 0 ? '' : `<p>${parts.join(', ')}</p>`
}
