import { canonicalCheckpointName } from '../../../shared/names/checkpoints.ts'
import type { Capabilities, CheckpointInfo } from '../../../shared/worker.ts'
import { checkpointOn, isSameCheckpoint } from '../../core/names/on-worker.ts'

interface Holder {
  readonly capabilities: Capabilities | null
}

const keyOf = (name: string) => canonicalCheckpointName(name).toLowerCase()

/**
 * The checkpoint all workers are measured on: the one most have in memory; of several, the one most have in their lists; then the
 * first on the board. Canonical name; null: nobody tells.
 */
export function commonCheckpoint(workers: readonly Holder[]): string | null {
  const candidates = new Map<string, { name: string; loaded: number; listed: number }>()
  for (const { capabilities } of workers) {
    const name = capabilities?.loadedCheckpoint
    if (!name) continue
    const known = candidates.get(keyOf(name)) ?? { name: canonicalCheckpointName(name), loaded: 0, listed: 0 }
    candidates.set(keyOf(name), { ...known, loaded: known.loaded + 1 })
  }
  let best: { name: string; loaded: number; listed: number } | null = null
  for (const candidate of candidates.values()) {
    const listed = workers.filter(
      ({ capabilities }) => checkpointOn(capabilities, candidate.name) !== null,
    ).length
    const better =
      best === null ||
      candidate.loaded > best.loaded ||
      (candidate.loaded === best.loaded && listed > best.listed)
    if (better) best = { ...candidate, listed }
  }
  return best?.name ?? null
}

/** What a worker must load to be measured on `wanted`; null: nothing, it has it in memory, or it does not have it at all. */
export function checkpointToLoad(
  capabilities: Capabilities | null,
  wanted: string | null,
): CheckpointInfo | null {
  if (capabilities === null || wanted === null) return null
  const entry = checkpointOn(capabilities, wanted)
  const loaded = capabilities.loadedCheckpoint
  if (entry === null) return null
  return loaded !== null && isSameCheckpoint(capabilities, wanted, loaded) ? null : entry
}
