import { BenchmarkPayload } from '../../../shared/settings.ts'
import { workOf } from '../../core/speed/work.ts'
import { entriesOf } from './bounded-json.ts'

/** Our names of the fields of stable-diffusion-webui-distributed's `benchmark_payload`. */
const FIELDS: ReadonlyMap<string, keyof BenchmarkPayload> = new Map([
  ['prompt', 'prompt'],
  ['negative_prompt', 'negativePrompt'],
  ['steps', 'steps'],
  ['width', 'width'],
  ['height', 'height'],
  ['sampler_name', 'sampler'],
  ['cfg_scale', 'cfgScale'],
])

/** The extension's defaults (scripts/spartan/pmodels.py), with what sdwui's API takes for the rest. */
const EXTENSION_DEFAULT: BenchmarkPayload = {
  prompt: 'A herd of cows grazing at the bottom of a sunny valley',
  negativePrompt: '',
  steps: 20,
  sampler: 'Euler a',
  cfgScale: 7,
  width: 512,
  height: 512,
  warmUpRuns: 2,
  measuredRuns: 3,
}

/** A `benchmark_payload` as a file has it; null when there is none or it is none we could measure with. */
export function readBenchmarkPayload(value: unknown): BenchmarkPayload | null {
  const entries = entriesOf(value)
  if (entries === null) return null
  const payload: Record<string, unknown> = { ...EXTENSION_DEFAULT }
  for (const [key, field] of entries) {
    const ours = FIELDS.get(key)
    if (ours !== undefined && field !== null) payload[ours] = field
  }
  const read = BenchmarkPayload.safeParse(payload)
  return read.success ? read.data : null
}

export const writeBenchmarkPayload = (payload: BenchmarkPayload) => ({
  prompt: payload.prompt,
  negative_prompt: payload.negativePrompt,
  steps: payload.steps,
  width: payload.width,
  height: payload.height,
  batch_size: 1,
})

/**
 * Work of one image of a payload relative to the standard one (512x512, 20 steps): an ipm measured with the payload, times this, is the ipm
 * the speed model reckons with.
 */
export const workOfPayload = (payload: BenchmarkPayload | null): number =>
  payload === null ? 1 : workOf({ ...payload, scheduler: 'Automatic', hires: null })
