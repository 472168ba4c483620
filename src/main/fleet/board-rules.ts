import type { WorkerId } from '../../shared/ids.ts'
import { LIMITS } from '../../shared/limits.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Lane, WorkerConfig } from '../../shared/worker.ts'
import { TributaryError } from '../core/failure.ts'

type Named = Pick<WorkerConfig, 'id' | 'name' | 'url'>

const sameName = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase()

/** The wanted name, or with the smallest number behind it that makes it unique, upper and lower case taken as equal. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const base = wanted.trim().slice(0, LIMITS.nameCharacters)
  if (!taken.some((name) => sameName(name, base))) return base
  for (let number = 2; ; number++) {
    const suffix = ` ${number}`
    const name = `${base.slice(0, LIMITS.nameCharacters - suffix.length).trim()}${suffix}`
    if (!taken.some((other) => sameName(other, name))) return name
  }
}

/** The smallest palette index nobody uses. */
export function freeColour(used: readonly number[]): number {
  const taken = new Set(used)
  let colour = 0
  while (taken.has(colour)) colour++
  return colour
}

/** Throws `bad-request` when another worker has the name already. */
export function refuseTakenName(name: string, others: readonly Named[]): void {
  const owner = others.find((other) => sameName(other.name, name))
  if (owner !== undefined)
    throw new TributaryError(
      'bad-request',
      reason('fleet.name-taken', { name: owner.name }),
      reason('fleet.name-taken.remedy'),
      { field: 'name' },
    )
}

/** Throws `bad-request` when another worker has the address already. */
export function refuseTakenUrl(url: string, others: readonly Named[]): void {
  const owner = others.find((other) => other.url === url)
  if (owner !== undefined)
    throw new TributaryError(
      'bad-request',
      reason('fleet.address-taken', { name: owner.name }),
      reason('fleet.address-taken.remedy', { name: owner.name }),
      { field: 'url' },
    )
}

/** Throws `bad-request` when there is no room for one more worker. */
export function refuseTooMany(count: number): void {
  if (count >= LIMITS.workers)
    throw new TributaryError('bad-request', reason('fleet.too-many', { most: LIMITS.workers }))
}

interface Placed {
  readonly id: WorkerId
  readonly lane: Lane
}

/**
 * The order of the whole board after one worker moved to `position` (0 is the top) of a lane. A position beyond the lane's end is
 * its end; the others keep their order.
 */
export function movedOrder(board: readonly Placed[], id: WorkerId, lane: Lane, position: number): WorkerId[] {
  const others = board.filter((worker) => worker.id !== id)
  const inLane = others.filter((worker) => worker.lane === lane)
  const order = others.map((worker) => worker.id)
  const next = inLane[Math.max(0, Math.trunc(position))]
  if (next !== undefined) order.splice(order.indexOf(next.id), 0, id)
  else {
    const last = inLane.at(-1)
    order.splice(last === undefined ? order.length : order.indexOf(last.id) + 1, 0, id)
  }
  return order
}
