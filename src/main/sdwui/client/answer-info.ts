import { z } from 'zod'
import type { AnswerInfo } from '../../core/generation.ts'
import { jsonFields } from './json-fields.ts'
import { SERVER_TEXT, serverName } from './server-text.ts'

const LONGEST_NAME = SERVER_TEXT.shortName
const name = z.string().transform((value) => serverName(value.slice(0, LONGEST_NAME)))
const text = name.nullable().catch(null)
/** Some servers write seeds as texts or with a fraction of nothing. One that is no whole number is -1: not told. */
const seed = z.preprocess(
  (value) => (typeof value === 'string' && /^\d{1,20}(?:\.0{1,8})?$/.test(value) ? Number(value) : value),
  z.number().int().catch(-1),
)
const numbers = z.array(seed).nullable().catch(null)
const Info = z.object({
  index_of_first_image: z.number().int().min(0).max(1000).catch(0),
  all_seeds: numbers.default(null),
  all_subseeds: numbers.default(null),
  infotexts: z.array(z.string()).nullable().catch(null).default(null),
  sampler_name: text.default(null),
  sd_model_name: text.default(null),
  sd_model_hash: text.default(null),
  sd_vae_name: name.nullable().optional().catch(undefined),
  version: text.default(null),
})

/** What is read of it, with the most characters each may have. */
const FIELDS = {
  index_of_first_image: 20,
  all_seeds: 128 << 10,
  all_subseeds: 128 << 10,
  infotexts: 4 << 20,
  sampler_name: 16 << 10,
  sd_model_name: 16 << 10,
  sd_model_hash: 16 << 10,
  sd_vae_name: 16 << 10,
  version: 16 << 10,
}

/** Reads the JSON text of `info`; every key may be absent or odd, koboldcpp sends "". Null: nothing readable. */
export function readAnswerInfo(info: string | null): AnswerInfo | null {
  if (info === null || info.trim() === '') return null
  // Where it cannot be read the images are matched by what stands inside them.
  const raw = jsonFields(info, FIELDS)
  if (raw === null) return null
  const parsed = Info.safeParse(raw)
  if (!parsed.success) return null
  const { data } = parsed
  return {
    indexOfFirstImage: data.index_of_first_image,
    allSeeds: data.all_seeds,
    allSubseeds: data.all_subseeds,
    infotexts: data.infotexts,
    samplerName: data.sampler_name,
    checkpointName: data.sd_model_name,
    checkpointHash: data.sd_model_hash,
    ...(data.sd_vae_name === undefined ? {} : { vaeName: data.sd_vae_name }),
    version: data.version,
  }
}
