import { pythonError } from '../../sdwui/protocol/server-error.ts'

/** What the extras routes are asked for (sdapi.md 1.1), validated. */
export interface ExtrasRequest {
  /** 0: by a factor; 1: to a size */
  readonly mode: number
  readonly factor: number
  readonly width: number
  readonly height: number
  /** to a size: cut off what is too much, instead of leaving it */
  readonly crop: boolean
  readonly upscaler: string
}

/** Reads the fields of a body; throws the AssertionError of an upscaler that is not there. */
export function extrasRequest(
  fields: Readonly<Record<string, unknown>>,
  upscalers: readonly string[],
): ExtrasRequest {
  const number = (name: string) => Number(fields[name])
  for (const name of ['upscaler_1', 'upscaler_2']) {
    const wanted = String(fields[name] ?? 'None')
    if (wanted !== 'None' && !upscalers.includes(wanted))
      throw pythonError('AssertionError', `could not find upscaler named ${wanted}`)
  }
  return {
    ...{ mode: number('resize_mode'), factor: number('upscaling_resize') },
    ...{ width: number('upscaling_resize_w'), height: number('upscaling_resize_h') },
    ...{ crop: fields.upscaling_crop === true, upscaler: String(fields.upscaler_1 ?? 'None') },
  }
}

/** The picture enlarged as asked, as a PNG of its own. Without an upscaler it stays as large as it was. */
export async function enlarged(picture: Buffer, request: ExtrasRequest): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  const image = sharp(picture)
  if (request.upscaler === 'None') return image.png().toBuffer()
  const { width = 1, height = 1 } = await image.metadata()
  const kernel = request.upscaler === 'Nearest' ? ('nearest' as const) : ('lanczos3' as const)
  if (request.mode === 0) {
    const side = (px: number) => Math.max(1, Math.trunc(px * request.factor))
    return image.resize(side(width), side(height), { kernel, fit: 'fill' }).png().toBuffer()
  }
  const fit = request.crop ? ('cover' as const) : ('outside' as const)
  return image.resize(request.width, request.height, { kernel, fit }).png().toBuffer()
}

/** The HTML that stands beside the pictures. */
export function extrasInfo({ mode, factor, width, height, upscaler }: ExtrasRequest): string {
  if (upscaler === 'None') return ''
  const size =
    mode === 0
      ? `Postprocess upscale by: ${Number.isInteger(factor) ? factor.toFixed(1) : factor}`
      : `Postprocess upscale to: ${width}x${height}`
  return `<p>${size}, Postprocess upscaler: ${upscaler}</p>`
}
