import type { CallRequest, CallResponse } from '../../shared/contract.ts'
import type { Upscale } from '../../shared/generation.ts'
import { type AddedInput, InputId, type InputPicture } from '../../shared/input-picture.ts'
import { reason } from '../../shared/words/catalogue.ts'
import { greyPng } from '../inputs/mask/grey-png.ts'
import { emptyPlane } from '../inputs/mask/plane.ts'

const SIZES = [
  [1536, 1024],
  [832, 1216],
  [1024, 1024],
] as const

let count = 0

/** Masks that were painted here. */
const painted = new Map<string, Uint8Array<ArrayBuffer>>()

/** A mask of the first picture, with a round part in it. */
export const ROUND_MASK: InputPicture = { ...inputFixture(60, 'lantern.png'), width: 1536, height: 1024 }
const ROUND_PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 384 256"><rect width="384" height="256"/><ellipse cx="235" cy="110" rx="78" ry="52" fill="#fff"/></svg>'

/** The address of a mask; null: what an input shows is made up. */
export function paintedUrl(id: string): string | null {
  if (id === ROUND_MASK.id) return `data:image/svg+xml,${encodeURIComponent(ROUND_PICTURE)}`
  const bytes = painted.get(id)
  return bytes === undefined ? null : URL.createObjectURL(new Blob([bytes], { type: 'image/png' }))
}

/** The bytes of a stored mask: as it was painted, else a round one. */
export async function readScripted({ id }: CallRequest<'readInput'>): Promise<CallResponse<'readInput'>> {
  return { bytes: painted.get(id) ?? (await greyPng(round())) }
}

function round() {
  const plane = emptyPlane(384, 256)
  for (let at = 0; at < plane.values.length; at++) {
    const [x, y] = [at % plane.width, Math.floor(at / plane.width)]
    if (Math.hypot((x - 235) / 1.5, y - 110) < 52) plane.values[at] = 255
  }
  return plane
}

/** Width and height of a PNG; null: it is none. */
function sizeOf(bytes: Uint8Array): { width: number; height: number } | null {
  if (bytes.length < 24 || bytes[0] !== 0x89 || bytes[1] !== 0x50) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** A picture as the main process would have stored it; what it shows follows from its number. */
export function inputFixture(number: number, name = `harbour-${number}.png`): InputPicture {
  const [width, height] = SIZES[number % SIZES.length] ?? [512, 512]
  return { id: InputId.parse(number.toString(16).padStart(64, '0')), name, width, height }
}

/** Twice as large. */
export const UPSCALE: Upscale = {
  ...{ upscaler: 'Lanczos', scale: 2, width: null, height: null, crop: false },
  ...{ secondUpscaler: null, secondVisibility: 0, gfpganVisibility: 0 },
  ...{ codeformerVisibility: 0, codeformerWeight: 0, upscaleFirst: false },
}

const MADE_ELSEWHERE = [
  'harbour at dawn, fog over the water, oil painting, thick brush strokes <lora:gouache:0.6>',
  'Negative prompt: people, text, frame',
  'Steps: 32, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 5.5, Seed: 90210, Size: 832x1216, Model hash: 4199bcdd14, Model: toonyou_beta6, Hires upscale: 1.5, Hires upscaler: Latent, Denoising strength: 0.45, Eta: 0.31, ADetailer model: face_yolov8n.pt, ADetailer confidence: 0.4, Clip skip: 24, ControlNet 0: "Module: canny, Model: control_v11p_sd15_canny [d14c016b], Weight: 0.8, Control Mode: Balanced", Civitai resources: 3, Version: v1.10.1',
].join('\n')

/** Takes any picture; those called "made" tell how they were made. Refuses one whose name says that it is broken. Those called "cut" were transparent in part. */
export function addScripted({ source, role }: CallRequest<'addInput'>): AddedInput {
  const name = source.from === 'bytes' ? source.name : `31-${source.imageId.slice(-2)}.png`
  if (name.startsWith('broken')) throw new Refused(name)
  const size = source.from === 'bytes' ? sizeOf(source.bytes) : null
  const picture = { ...inputFixture(100 + count++, name), ...size }
  if (source.from === 'bytes' && size && role === 'mask') painted.set(picture.id, source.bytes.slice())
  const shape = role === 'picture' && name.startsWith('cut') ? inputFixture(100 + count++, name) : null
  const infotext = name.startsWith('made') ? MADE_ELSEWHERE : null
  return {
    picture,
    shape,
    infotext,
    notes: name.endsWith('.gif') ? [reason('inputs.first-frame', { name })] : [],
  }
}

class Refused extends Error {
  constructor(name: string) {
    super(`${name} is damaged or not complete: it cannot be decoded. Save or download it again.`)
  }
}
