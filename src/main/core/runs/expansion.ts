import { axisLabels } from '../../../shared/axis-labels.ts'
import type { GenerationRequest } from '../../../shared/generation.ts'
import type { GridAxis } from '../../../shared/grid.ts'
import type { InputPicture } from '../../../shared/input-picture.ts'
import { maskOf } from '../../../shared/own-masks.ts'
import { textsOf } from '../../../shared/request-texts.ts'
import { inputsOf } from '../../../shared/run-count.ts'
import { TributaryError } from '../failure.ts'
import type { GenerationParams } from '../generation.ts'
import { refusedValue, withValue } from './apply-axis.ts'

/**
 * What the runs of a request are made of, in the order of their indexes: for each input, for each prompt, for each cell of the grid (x changes
 * fastest) as many images as it asks for, with seeds that follow each other; a batch never crosses a run. The same request always expands
 * the same way. `base`: what all have in common. Throws `bad-request` for a value that an axis cannot have. To be called with a request
 * that `runProblem` has nothing against.
 */
export function expand(request: GenerationRequest, base: GenerationParams): GenerationParams[] {
  const runs: GenerationParams[] = []
  const axes = (request.grid?.axes ?? []).map((axis) => ({ axis, values: axisLabels(axis) }))
  for (const input of orNone(inputsOf(request)))
    for (const texts of textsOf(request))
      for (const params of cells({ ...base, ...texts, ...madeFrom(input, base) }, axes))
        runs.push(runs.length === 0 ? params : { ...params, runFirst: runs.length * request.images })
  return runs
}

const orNone = (inputs: readonly InputPicture[]): readonly (InputPicture | null)[] =>
  inputs.length === 0 ? [null] : inputs

/** The input of a run, with the mask that it has of its own. */
function madeFrom(
  input: InputPicture | null,
  { imageToImage }: GenerationParams,
): Partial<Pick<GenerationParams, 'input' | 'imageToImage'>> {
  if (input === null) return {}
  if (imageToImage === null || imageToImage.ownMasks === undefined) return { input }
  const { ownMasks: _, ...how } = imageToImage
  return { input, imageToImage: { ...how, mask: maskOf(imageToImage, input.id) } }
}

interface Axis {
  readonly axis: GridAxis
  readonly values: readonly string[]
}

/** The parameters of each cell. */
function* cells(params: GenerationParams, axes: readonly Axis[]): Generator<GenerationParams> {
  const last = axes.at(-1)
  if (last === undefined) {
    yield params
    return
  }
  for (const value of last.values) {
    const made = withValue(params, value, last.axis)
    if (made === null)
      throw new TributaryError('bad-request', refusedValue(params, value, last.axis), null, { field: 'grid' })
    yield* cells(made, axes.slice(0, -1))
  }
}
