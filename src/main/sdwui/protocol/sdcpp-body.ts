import type { BatchRequest } from '../../core/generation.ts'
import { takeLoras } from '../../core/prompt/lora.ts'
import { LARGEST_SIGNED_SEED } from './signed-seeds.ts'

const EXTRA_ARGS = /<sd_cpp_extra_args>([^<]*)<\/sd_cpp_extra_args>/

/**
 * A body as sd-server of stable-diffusion.cpp reads it (sdapi.md 12): clip skip and the steps of the second pass in fields of its own,
 * LoRAs by their path beside the prompt, a seed that its 32-bit field cannot hold in a tag, which appears neither in its prompt nor in
 * the infotext. `loraPaths`: as GET /loras has them, by name.
 */
export function sdcppBody(
  body: Readonly<Record<string, unknown>>,
  request: BatchRequest,
  loraPaths: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const { params, seed } = request
  const { hr_second_pass_steps: steps, ...rest } = body
  const { prompt, loras } = takeLoras(String(body.prompt ?? ''), (name) => Object.hasOwn(loraPaths, name))
  return {
    ...rest,
    // It refuses an empty one; a blank is the same to its model.
    prompt: seed > LARGEST_SIGNED_SEED ? withSeed(prompt, seed) : prompt || ' ',
    ...(steps === undefined ? {} : { hr_steps: steps }),
    ...(params.clipSkip > 1 ? { clip_skip: params.clipSkip } : {}),
    ...(loras.length === 0
      ? {}
      : { lora: loras.map(({ name, weight }) => ({ path: loraPaths[name], multiplier: weight })) }),
  }
}

/** The server reads one tag: a person's own gets the seed too. */
function withSeed(prompt: string, seed: number): string {
  const [whole, own] = EXTRA_ARGS.exec(prompt) ?? []
  const args = JSON.stringify({ ...objectOf(own), seed })
  const tag = `<sd_cpp_extra_args>${args}</sd_cpp_extra_args>`
  return whole === undefined ? `${prompt}${tag}` : prompt.replace(whole, () => tag)
}

function objectOf(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
  } catch {
    // It would be refused as it is.
    return {}
  }
}
