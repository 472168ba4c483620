import type { GenerationRequest } from '../../../shared/generation.ts'
import type { GridAxis } from '../../../shared/grid.ts'
import type { Random } from '../ports.ts'
import { resolveSeeds } from '../prompt/seeds.ts'

/** The seeds of a request, and the request with those drawn that stand in an axis of its grid: -1 means any, here as everywhere. */
export function withSeeds(
  request: GenerationRequest,
  random: Random,
): {
  readonly request: GenerationRequest
  readonly seeds: { readonly seed: number; readonly subseed: number }
} {
  const seeds = resolveSeeds(request, random)
  if (request.grid === null) return { request, seeds }
  const axes = request.grid.axes.map((axis) => (isOfSeeds(axis) ? drawnAxis(axis, random) : axis))
  return { request: { ...request, grid: { axes } }, seeds }
}

const isOfSeeds = ({ field }: GridAxis): boolean => field === 'seed' || field === 'subseed'

const drawnAxis = (axis: GridAxis, random: Random): GridAxis => ({
  ...axis,
  values: axis.values.map((value) =>
    value.trim() === '-1' ? String(resolveSeeds({ seed: -1, subseed: 0 }, random).seed) : value,
  ),
})
