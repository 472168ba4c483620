import type { WorkerId } from '../../../../shared/ids.ts'
import { say } from '../../../../shared/words/say.ts'
import type { CheckpointInfo, WorkerView } from '../../../../shared/worker.ts'
import type { ListedCheckpoints } from '../../../../shared/worker-activity.ts'

/** One checkpoint across the fleet. */
export interface FleetModel {
  readonly key: string
  readonly name: string
  /** 10 hex digits; null: no machine has hashed it yet */
  readonly hash: string | null
  readonly on: readonly WorkerId[]
  readonly loadedOn: readonly WorkerId[]
  /** machines whose list is known and that do not have it */
  readonly missingOn: readonly WorkerId[]
  /** another file of the same name exists */
  readonly namesake: boolean
}

interface Draft {
  name: string
  hash: string | null
  sha256: string | null
  on: WorkerId[]
  loadedOn: WorkerId[]
}

/**
 * The checkpoints of the fleet: the same file is recognised by its hash first, then, where one of the two was not
 * hashed, by its name. Machines without a known list count neither as having it nor as missing it.
 */
export function fleetModels(
  workers: readonly WorkerView[],
  lists: readonly ListedCheckpoints[],
): FleetModel[] {
  const drafts: Draft[] = []
  const listOf = new Map(lists.map(({ workerId, checkpoints }) => [workerId, checkpoints]))
  const listed = workers.filter(({ config }) => listOf.get(config.id) != null)
  // Hashed ones first, so that a name without a hash finds all that it could be.
  const entries = listed.flatMap((worker) =>
    (listOf.get(worker.config.id) ?? []).map((checkpoint) => ({ worker, checkpoint })),
  )
  entries.sort((a, b) => Number(isHashed(b.checkpoint)) - Number(isHashed(a.checkpoint)))
  for (const { worker, checkpoint } of entries) {
    const { id } = worker.config
    const draft = drafts.find((each) => isSame(each, checkpoint)) ?? added(drafts, checkpoint)
    draft.hash ??= checkpoint.hash
    draft.sha256 ??= checkpoint.sha256
    if (!draft.on.includes(id)) draft.on.push(id)
    const loaded = worker.capabilities?.loadedCheckpoint
    if ((loaded === checkpoint.name || loaded === checkpoint.title) && !draft.loadedOn.includes(id))
      draft.loadedOn.push(id)
  }
  const order = new Map(workers.map(({ config }, index) => [config.id, index]))
  const inOrder = (ids: WorkerId[]) => ids.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
  const names = Map.groupBy(drafts, ({ name }) => name.toLowerCase())
  return drafts
    .map((draft) => ({
      key: keyOf(draft, names.get(draft.name.toLowerCase()) ?? []),
      name: draft.name,
      hash: draft.hash,
      on: inOrder(draft.on),
      loadedOn: inOrder(draft.loadedOn),
      missingOn: listed.map(({ config }) => config.id).filter((id) => !draft.on.includes(id)),
      namesake: (names.get(draft.name.toLowerCase())?.length ?? 0) > 1,
    }))
    .sort(
      (a, b) =>
        b.loadedOn.length - a.loadedOn.length || b.on.length - a.on.length || a.name.localeCompare(b.name),
    )
}

/** The name alone, where no other file has it: a server hashes a file only when it is loaded, and the row stays the same one then. */
const keyOf = ({ name, sha256, hash }: Draft, namesakes: readonly Draft[]): string =>
  namesakes.length > 1 ? `${name} ${sha256 ?? hash ?? ''}` : name.toLowerCase()

const isHashed = ({ hash, sha256 }: CheckpointInfo) => hash !== null || sha256 !== null

function isSame(draft: Draft, { name, hash, sha256 }: CheckpointInfo): boolean {
  if (draft.sha256 !== null && sha256 !== null) return draft.sha256 === sha256
  if (draft.hash !== null && hash !== null) return draft.hash === hash
  return draft.name.toLowerCase() === name.toLowerCase()
}

function added(drafts: Draft[], { name, hash, sha256 }: CheckpointInfo): Draft {
  const draft: Draft = { name, hash, sha256, on: [], loadedOn: [] }
  drafts.push(draft)
  return draft
}

/** More names than these are told as how many. */
const NAMES_TOLD = 4

/** "on laptop and master, not on argon"; with more than four names only how many. */
export function whereWords(on: readonly string[], missingOn: readonly string[]): string {
  const [only] = on
  if (missingOn.length > 0) return say('workers.models.where', { on: listOf(on), missing: listOf(missingOn) })
  return on.length === 1 && only !== undefined
    ? say('workers.models.on-only', { name: only })
    : say('workers.models.on-all', { count: on.length })
}

const listOf = (names: readonly string[]): readonly string[] | string =>
  names.length > NAMES_TOLD ? say('workers.count', { count: names.length }) : names
