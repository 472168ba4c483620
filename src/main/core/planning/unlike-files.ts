import type { SettingDifference } from '../../../shared/consistency.ts'
import { canonicalCheckpointName } from '../../../shared/names/checkpoints.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { GenerationParams } from '../generation.ts'
import { checkpointOn } from '../names/on-worker.ts'
import { differenceOf, machineOf, noteValue, type Values } from '../offers/compare-settings.ts'
import type { FleetWorker } from '../ports.ts'

/** Checkpoints and VAEs that are looked at; a request that names more is not looked at any further. */
const MOST_FILES = 50
/** Hex digits of a hash that people compare. */
const SHORT_HASH = 10

/** A file as a machine knows it. */
interface MachineFile {
  readonly name: string
  /** of its content; null: the machine does not tell, or makes hashes of its own */
  readonly hash: string | null
}

/** The content of a VAE as a machine told it with a picture: servers list no hash of them. null: it has told none. */
export type VaeHash = (worker: FleetWorker, name: string) => string | null

type Asked = Pick<GenerationParams, 'checkpoint' | 'vae' | 'refiner' | 'hires' | 'upscale'>

/**
 * Checkpoints and VAEs of a request that are not the same on all machines that take part, so that the same seed makes another picture there:
 * by name where each uses its own, else by the hash of their content, as far as two machines know it. `parts`: what the images are made of.
 */
export function unlikeFiles(
  parts: readonly Asked[],
  takingPart: readonly FleetWorker[],
  vaeHash: VaeHash,
): SettingDifference[] {
  const pictures = parts.filter(({ upscale }) => upscale === null)
  if (takingPart.length < 2 || pictures.length === 0) return []
  const checkpoints = different(
    pictures.flatMap(({ checkpoint, refiner, hires }) => [
      checkpoint,
      ...[refiner?.checkpoint, hires?.checkpoint].filter((name) => name != null),
    ]),
  )
  const own = pictures.map(({ checkpoint }) => checkpoint)
  return [
    ...checkpoints.flatMap((name) =>
      unlike('checkpoint', name ?? 'loaded', checkpointWords(name), takingPart, (worker) =>
        checkpointFile(worker, name, own.includes(name)),
      ),
    ),
    ...different(pictures.map(({ vae }) => vae)).flatMap((name) =>
      unlike('option', name ?? 'sd_vae', reason('consistency.vae'), takingPart, (worker) =>
        vaeFile(worker, name, vaeHash),
      ),
    ),
  ]
}

const different = (names: readonly (string | null)[]): (string | null)[] =>
  [...new Set(names)].slice(0, MOST_FILES)

const checkpointWords = (name: string | null): Reason =>
  name === null
    ? reason('consistency.loaded')
    : reason('consistency.checkpoint', { name: canonicalCheckpointName(name) })

/** What a machine makes images with where `wanted` is asked for; null: not known. `replaces`: its own checkpoint goes before it. */
function checkpointFile(
  { capabilities, checkpointOverride }: FleetWorker,
  wanted: string | null,
  replaces: boolean,
): MachineFile | null {
  const asked = (replaces ? checkpointOverride : null) ?? wanted ?? capabilities?.loadedCheckpoint ?? null
  if (asked === null) return null
  const entry = checkpointOn(capabilities, asked)
  const hash = capabilities?.ownHashes === true ? null : (entry?.sha256 ?? entry?.hash ?? null)
  return { name: entry?.name ?? canonicalCheckpointName(asked), hash: shortHash(hash) }
}

/** The same for the VAE. One that a machine passes over stands in the notes of the plan. */
function vaeFile(worker: FleetWorker, wanted: string | null, vaeHash: VaeHash): MachineFile | null {
  const { settings, ignores = [] } = worker.capabilities ?? {}
  const asked = (ignores.includes('vae') ? null : wanted) ?? settings?.fixedVae ?? settings?.vae ?? null
  if (asked === null) return null
  const name = canonicalCheckpointName(asked)
  return { name, hash: shortHash(vaeHash(worker, name)) }
}

/** Hashes of before have eight digits and are over a part of the file: they say nothing beside the others. */
const shortHash = (hash: string | null): string | null =>
  hash === null || hash.length < SHORT_HASH ? null : hash.toLowerCase().slice(0, SHORT_HASH)

function unlike(
  kind: SettingDifference['kind'],
  key: string,
  what: Reason,
  workers: readonly FleetWorker[],
  fileOf: (worker: FleetWorker) => MachineFile | null,
): SettingDifference[] {
  const files = workers.flatMap((worker) => {
    const file = fileOf(worker)
    return file === null ? [] : [{ worker, file }]
  })
  const named = new Set(files.map(({ file }) => file.name.toLowerCase()))
  const all = new Map<string, Values>()
  for (const { worker, file } of files) {
    // Of files of one name only the content tells, where it is known.
    const value = named.size > 1 ? file.name : file.hash
    if (value !== null) noteValue(all, key, value, machineOf(worker))
  }
  const found = all.get(key)
  const difference = found === undefined ? null : differenceOf(kind, key, what, found)
  return difference === null ? [] : [difference]
}
