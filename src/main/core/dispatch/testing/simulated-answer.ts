import type { BatchAnswer, BatchRequest, RawImage } from '../../generation.ts'
import type { Fault } from './fault.ts'

const WHOLE = new Uint8Array(0)
/** What a picture weighs whose request was interrupted: it is only half denoised, which nothing else tells. */
export const HALF_DONE_BYTES = 1
/** What a picture weighs that is all black. */
export const BLACK_BYTES = 2
const BLACK = new Uint8Array(BLACK_BYTES)
const HALF_DONE = new Uint8Array(HALF_DONE_BYTES)

/** The images a server answers a request with, in its order. Their infotext tells seed, sampler and model, as sdwui writes it. */
export function imagesOf(
  request: BatchRequest,
  fault: Fault | null,
  how: { withInfotexts: boolean; halfDone: boolean },
): RawImage[] {
  const count = fault?.type === 'fewer' ? fault.images : request.count
  const { params } = request
  const scale = params.hires?.scale ?? 1
  const image = (position: number, infotext: string | null): RawImage => ({
    position,
    bytes: how.halfDone ? HALF_DONE : fault?.type === 'one-colour' ? BLACK : WHOLE,
    format: 'png',
    width: params.width * scale,
    height: params.height * scale,
    infotext,
  })
  const images: RawImage[] = fault?.type === 'grid-first' ? [image(0, null)] : []
  for (let offset = 0; offset < count; offset++) {
    const infotext = how.withInfotexts ? infotextOf(request, offset, fault) : null
    images.push(image(images.length, infotext))
  }
  if (fault?.type === 'extras')
    for (let extra = 0; extra < fault.count; extra++) images.push(image(images.length, null))
  return images
}

const varies = (request: BatchRequest) => request.params.subseedStrength > 0

function infotextOf(request: BatchRequest, offset: number, fault: Fault | null): string {
  const { params } = request
  const sampler = fault?.type === 'other-sampler' ? fault.sampler : params.sampler
  const model = fault?.type === 'other-checkpoint' ? fault.checkpoint : request.checkpoint
  return [
    params.prompt,
    [
      `Steps: ${params.steps}`,
      `Sampler: ${sampler}`,
      `CFG scale: ${params.cfgScale}`,
      `Seed: ${seedLabel(request, offset, fault)}`,
      `Size: ${params.width}x${params.height}`,
      ...(model === null ? [] : [`Model: ${model}`]),
      ...(varies(request)
        ? [
            `Variation seed: ${request.subseed + offset}`,
            `Variation seed strength: ${params.subseedStrength}`,
          ]
        : []),
    ].join(', '),
  ].join('\n')
}

function seedLabel(request: BatchRequest, offset: number, fault: Fault | null): number {
  if (varies(request) || fault?.type === 'same-seed-label') return request.seed
  return (fault?.type === 'other-seeds' ? fault.first : request.seed) + offset
}

/** What follows the images: `all_seeds` keeps the length that was asked for, whatever came. */
export function answerOf(request: BatchRequest, fault: Fault | null, images: number): BatchAnswer {
  const offsets = Array.from({ length: request.count }, (_, offset) => offset)
  return {
    images,
    damaged: 0,
    info: {
      indexOfFirstImage: fault?.type === 'grid-first' ? 1 : 0,
      allSeeds: offsets.map((offset) => seedLabel(request, offset, fault)),
      allSubseeds: offsets.map((offset) => request.subseed + offset),
      infotexts: null,
      samplerName: fault?.type === 'other-sampler' ? fault.sampler : request.params.sampler,
      checkpointName: fault?.type === 'other-checkpoint' ? fault.checkpoint : request.checkpoint,
      checkpointHash: null,
      version: null,
    },
    serverSeconds: null,
  }
}
