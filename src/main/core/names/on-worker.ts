import {
  canonicalCheckpointName,
  entryOfAnswer,
  handleOf,
  hashOfTitle,
  type Identified,
  identifyCheckpoint,
} from '../../../shared/names/checkpoints.ts'
import { samplingOn, upscalerOn } from '../../../shared/names/on-server.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { Capabilities, CheckpointInfo } from '../../../shared/worker.ts'
import type { GenerationParams, SecondPassNames, SentNames } from '../generation.ts'

/** What a worker has for a checkpoint; null: its list is unknown. */
function identifiedOn(capabilities: Capabilities | null, wanted: string): Identified<CheckpointInfo> | null {
  const list = capabilities?.checkpoints
  if (!list) return null
  return identifyCheckpoint(list, wanted, capabilities?.ownHashes ? 'own' : 'of-content')
}

/** The worker's own entry for a checkpoint; null: it has none, or several of that name and nothing tells which, or no list. */
export function checkpointOn(capabilities: Capabilities | null, wanted: string): CheckpointInfo | null {
  const found = identifiedOn(capabilities, wanted)
  return found?.is === 'found' ? found.entry : null
}

/** Why a worker cannot make pictures with this checkpoint; null: it can, as far as is known. */
export function checkpointProblem(capabilities: Capabilities | null, wanted: string): Reason | null {
  const identified = identifiedOn(capabilities, wanted)
  const name = canonicalCheckpointName(wanted)
  switch (identified?.is) {
    case undefined:
    case 'found':
      return null
    case 'missing':
      return reason('planning.checkpoint-missing', { name })
    case 'another':
      return identified.by === 'hash'
        ? reason('planning.checkpoint-differs', { name, ...hashesOf(capabilities, wanted) })
        : reason('planning.checkpoint-elsewhere', { name })
    case 'ambiguous':
      return reason('planning.checkpoint-ambiguous', { count: identified.entries.length, name })
  }
}

/** Characters of a hash that people are told: as many as servers write behind a name. */
const TOLD_HASH = 10

/** The hash that is asked for, and that of the file which has the name. */
function hashesOf(capabilities: Capabilities | null, wanted: string): { hash: string; has: string } {
  const name = canonicalCheckpointName(wanted).toLowerCase()
  const entry = capabilities?.checkpoints?.find((each) => each.name.toLowerCase() === name)
  const [hash, has] = [hashOfTitle(wanted), entry?.hash ?? entry?.sha256]
  return { hash: (hash ?? '').slice(0, TOLD_HASH), has: (has ?? '').slice(0, TOLD_HASH).toLowerCase() }
}

/**
 * What to call a worker's checkpoint so that nothing else is meant: its bare name, which every server takes whatever its folders
 * (sdapi.md 2.4), or its title, where the name could mean another file or a person named one by its title.
 */
export function checkpointHandle(capabilities: Capabilities | null, wanted: string): string {
  const entry = checkpointOn(capabilities, wanted)
  if (entry === null || !capabilities?.checkpoints) return canonicalCheckpointName(wanted)
  // Sent with its hash, the answer can be held against it.
  return hashOfTitle(wanted) === null ? handleOf(capabilities.checkpoints, entry) : entry.title
}

/** The same for what an answer, or GET /options, says is in memory: servers write folders into the name as `_` (sdapi.md 11). */
export function loadedHandle(
  list: readonly CheckpointInfo[] | null,
  model: string,
  hash: string | null,
): string {
  const entry = list ? entryOfAnswer(list, model, hash) : null
  return entry === null || !list ? canonicalCheckpointName(model) : handleOf(list, entry)
}

/** Whether `loaded`, as the worker tells or as we expect, is the checkpoint that is wanted. */
export function isSameCheckpoint(capabilities: Capabilities | null, wanted: string, loaded: string): boolean {
  const entry = checkpointOn(capabilities, wanted)
  const list = capabilities?.checkpoints
  if (entry !== null && list) {
    const now = entryOfAnswer(list, loaded, null)
    if (now !== null) return now === entry
    // One of several of that name, and nobody knows which.
    if (identifyCheckpoint(list, loaded).is === 'ambiguous') return false
  }
  return canonicalCheckpointName(wanted).toLowerCase() === canonicalCheckpointName(loaded).toLowerCase()
}

type Asked = Pick<GenerationParams, 'sampler' | 'scheduler' | 'hires'> &
  Partial<Pick<GenerationParams, 'refiner' | 'upscale'>>

/**
 * What a request for these parameters must call things on this worker: servers want their own spelling, and some have the schedule in
 * the sampler's name (sdapi.md 2.2, 12). What it lacks goes as it was asked.
 */
export function sentNames(capabilities: Capabilities | null, asked: Asked): SentNames {
  const { hires, refiner = null, upscale = null } = asked
  const upscaler = upscale?.upscaler ?? hires?.upscaler ?? null
  const first = samplingSent(capabilities, asked.sampler, asked.scheduler)
  const second = hires === null ? {} : secondPassNames(capabilities, asked, first)
  return {
    ...first,
    upscaler:
      upscaler === null || capabilities === null
        ? upscaler
        : (upscalerOn(capabilities, upscaler) ?? upscaler),
    ...(Object.keys(second).length === 0 ? {} : { second }),
    ...(refiner === null ? {} : { refiner: checkpointHandle(capabilities, refiner.checkpoint) }),
    lists: capabilities,
  }
}

function samplingSent(
  capabilities: Capabilities | null,
  sampler: string,
  scheduler: string,
): Pick<SentNames, 'sampler' | 'scheduler'> {
  if (capabilities === null) return { sampler, scheduler }
  const sampling = samplingOn(capabilities, sampler, scheduler)
  if ('lacks' in sampling) return { sampler, scheduler }
  return { sampler: sampling.sampler, scheduler: sampling.schedule }
}

/** What is named of the second pass: what differs from the first, and what was asked for by name. */
function secondPassNames(
  capabilities: Capabilities | null,
  { hires, sampler, scheduler }: Asked,
  first: Pick<SentNames, 'sampler' | 'scheduler'>,
): SecondPassNames {
  const { checkpoint, sampler: ownSampler = null, scheduler: ownSchedule = null } = hires ?? {}
  const sampling = samplingSent(capabilities, ownSampler ?? sampler, ownSchedule ?? scheduler)
  return {
    ...(checkpoint == null ? {} : { checkpoint: checkpointHandle(capabilities, checkpoint) }),
    // A server that has the schedule in the sampler's name calls it otherwise where only the schedule differs.
    ...(ownSampler === null && sampling.sampler === first.sampler ? {} : { sampler: sampling.sampler }),
    ...(ownSchedule === null ? {} : { scheduler: sampling.scheduler }),
  }
}
