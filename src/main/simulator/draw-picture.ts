import { exifWithComment, jpegWithExif, webpWithExif } from './picture/exif.ts'
import { paintHalfDone } from './picture/half-done.ts'
import { type Pixels, paint } from './picture/paint.ts'
import { type Compression, type PngBody, pngBody, pngFile } from './picture/png.ts'
import { type SceneSource, sceneOf } from './picture/scene.ts'

/** As the server option samples_format names them. */
export type SamplesFormat = 'png' | 'jpg' | 'webp'

export interface PictureRequest extends SceneSource {
  /** px */
  readonly width: number
  readonly height: number
  /** written into the file; null: none */
  readonly infotext: string | null
  readonly format: SamplesFormat
  readonly compression?: Compression
  /** 0..1 of the steps done; 1, the default, is the finished picture */
  readonly fraction?: number
}

const JPEG_QUALITY = 80

/** Draws the picture of a prompt and a seed as a file. The same request gives the same bytes everywhere. */
export const drawPicture = (request: PictureRequest): Promise<Buffer> =>
  pictureFile(drawPixels(request), request.infotext, request.format, request.compression)

/** The pixels of that picture. */
export function drawPixels(
  request: SceneSource & Pick<PictureRequest, 'width' | 'height' | 'fraction'>,
): Pixels {
  const { width, height, fraction = 1 } = request
  const scene = sceneOf(request)
  return fraction >= 1
    ? paint(scene, width, height)
    : paintHalfDone(scene, width, height, fraction, `${request.seed}/${request.subseed}`)
}

/** Pixels as a file of the wanted format, with the infotext where sdwui puts it. */
export async function pictureFile(
  pixels: Pixels,
  infotext: string | null,
  format: SamplesFormat,
  compression: Compression = 'small',
): Promise<Buffer> {
  if (format === 'png') return pngFile(await pngBody(pixels, compression), infotext)
  const { width, height, rgb } = pixels
  // Loaded only where it is needed: the demo fleet speaks PNG and starts faster without.
  const { default: sharp } = await import('sharp')
  const image = sharp(rgb, { raw: { width, height, channels: 3 } })
  const exif = infotext === null ? null : exifWithComment(infotext)
  if (format === 'jpg') {
    const file = await image.jpeg({ quality: JPEG_QUALITY }).toBuffer()
    return exif === null ? file : jpegWithExif(file, exif)
  }
  const file = await image.webp({ quality: JPEG_QUALITY }).toBuffer()
  return exif === null ? file : webpWithExif(file, exif, width, height)
}

/** Pixels of one size, compressed once and given out again with other texts: for benchmarks of everything but drawing. */
export class ReusedPictures {
  readonly #bodies = new Map<string, Promise<PngBody>>()

  async file(
    width: number,
    height: number,
    infotext: string | null,
    compression: Compression,
  ): Promise<Buffer> {
    const key = `${width}x${height}`
    let body = this.#bodies.get(key)
    if (body === undefined) {
      const scene = sceneOf({ prompt: '', seed: 1, subseed: 0, subseedStrength: 0 })
      body = pngBody(paint(scene, width, height), compression)
      this.#bodies.set(key, body)
    }
    return pngFile(await body, infotext)
  }
}
