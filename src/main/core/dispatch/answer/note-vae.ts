import { readInfotext } from '../../../../shared/infotext.ts'
import { canonicalCheckpointName } from '../../../../shared/names/checkpoints.ts'
import type { AnswerInfo } from '../../generation.ts'

/** VAEs of one machine whose content is remembered. */
const MOST_VAES = 100

/** Remembers the hash of the VAE that images were made with, which servers tell nowhere else; under its name without folder and extension. */
export function noteVae(hashes: Map<string, string>, info: AnswerInfo | null): void {
  const text = info?.infotexts?.at(info.indexOfFirstImage)
  if (text === undefined) return
  const { parameters } = readInfotext(text)
  const name = parameters.get('VAE')
  const hash = parameters.get('VAE hash')
  if (name === undefined || hash === undefined) return
  const known = canonicalCheckpointName(name)
  if (hashes.has(known) || hashes.size < MOST_VAES) hashes.set(known, hash)
}
