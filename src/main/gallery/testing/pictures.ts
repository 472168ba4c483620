import { crc32, deflateSync } from 'node:zlib'
import type { GenerationRequest } from '../../../shared/generation.ts'
import type { RawImage } from '../../core/generation.ts'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** A whole grey PNG of that size with an infotext in it, as sdwui writes it; null: none. */
export function pngWith(infotext: string | null, width = 64, height = 64): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc((width + 1) * height, 0x80)
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    ...(infotext === null ? [] : [chunk('iTXt', Buffer.from(`parameters\0\0\0\0\0${infotext}`))]),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

/** The infotext of one index of a request without variation. */
export function infotextOf(request: GenerationRequest, seed: number): string {
  const pairs = [
    `Steps: ${request.steps}`,
    `Sampler: ${request.sampler}`,
    'Schedule type: Automatic',
    `CFG scale: ${request.cfgScale}`,
    `Seed: ${seed}`,
    `Size: ${request.width}x${request.height}`,
  ]
  const negative = request.negativePrompt === '' ? [] : [`Negative prompt: ${request.negativePrompt}`]
  return [request.prompt, ...negative, pairs.join(', ')].join('\n')
}

/** A picture as the client hands it over. */
export function rawImage(infotext: string | null, position = 0): RawImage {
  return { position, bytes: pngWith(infotext), format: 'png', width: 64, height: 64, infotext }
}
