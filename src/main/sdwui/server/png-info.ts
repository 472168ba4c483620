import { readInfotext } from '../../../shared/infotext.ts'
import { readImageHeader } from '../protocol/image-header.ts'

/** What sdwui fills in where an infotext does not say it (modules/infotext_utils.py, parse_generation_parameters). */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  'Clip skip': '1',
  'Hires resize-1': 0,
  'Hires resize-2': 0,
  'Hires sampler': 'Use same sampler',
  'Hires schedule type': 'Use same scheduler',
  'Hires checkpoint': 'Use same checkpoint',
  'Hires prompt': '',
  'Hires negative prompt': '',
  'Mask mode': 'Inpaint masked',
  'Masked content': 'original',
  'Inpaint area': 'Whole picture',
  'Masked area padding': 32,
  RNG: 'GPU',
  'Schedule type': 'Automatic',
  'Schedule max sigma': 0,
  'Schedule min sigma': 0,
  'Schedule rho': 0,
  'VAE Encoder': 'Full',
  'VAE Decoder': 'Full',
  'FP8 weight': 'Disable',
  'Cache FP16 weight for LoRA': false,
  Emphasis: 'Original',
  'Refiner switch by sampling steps': false,
}

/** Body of POST /sdapi/v1/png-info; null when the data is no picture. */
export function readPngInfo(image: string): unknown {
  const data = Buffer.from(image.slice(image.startsWith('data:') ? image.indexOf(',') + 1 : 0), 'base64')
  const header = readImageHeader(data)
  if (header === null) return null
  const info = header.infotext ?? ''
  const { prompt, negativePrompt, parameters } = readInfotext(info)
  // The chunk `parameters` is `info`; what a JPEG or WebP has it in is told beside it.
  const items = info === '' || header.format === 'png' ? {} : { 'exif comment': info }
  return {
    info,
    items,
    parameters: {
      ...DEFAULTS,
      Prompt: prompt,
      'Negative prompt': negativePrompt,
      ...Object.fromEntries([...parameters].flatMap(([key, value]) => splitSize(key, value))),
    },
  }
}

/** 512x768 is told as two numbers. */
function splitSize(key: string, value: string): [string, string][] {
  const size = /^(\d+)x(\d+)$/.exec(value)
  if (size === null) return [[key, value]]
  return [
    [`${key}-1`, size[1] ?? ''],
    [`${key}-2`, size[2] ?? ''],
  ]
}
