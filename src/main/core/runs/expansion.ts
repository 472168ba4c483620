import type { GenerationRequest } from '../../../shared/generation.ts'
import type { GridAxis } from '../../../shared/grid.ts'
import type { InputPicture } from '../../../shared/input-picture.ts'
import { combinationsIn } from '../../../shared/prompt-variants.ts'
import { inputsOf, promptsOf } from '../../../shared/run-count.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { TributaryError } from '../failure.ts'
import type { GenerationParams } from '../generation.ts'
import { ORDER_SEPARATOR, withValue } from './apply-axis.ts'

/**
 * What the runs of a request are made of, in the order of their indexes: for each input, for each prompt, for each cell of the grid (x changes
 * fastest) as many images as it asks for, with seeds that follow each other; a batch never crosses a run. The same request always expands
 * the same way. `base`: what all have in common. Throws `bad-request` for a value that an axis cannot have. To be called with a request
 * that `runProblem` has nothing against.
 */
export function expand(request: GenerationRequest, base: GenerationParams): GenerationParams[] {
  const runs: GenerationParams[] = []
  const axes = (request.grid?.axes ?? []).map((axis) => ({ axis, values: valuesOf(axis) }))
  for (const input of orNone(inputsOf(request)))
    for (const texts of textsOf(request))
      for (const params of cells({ ...base, ...texts, ...inputField(input) }, axes))
        runs.push(runs.length === 0 ? params : { ...params, runFirst: runs.length * request.images })
  return runs
}

const orNone = (inputs: readonly InputPicture[]): readonly (InputPicture | null)[] =>
  inputs.length === 0 ? [null] : inputs

const inputField = (input: InputPicture | null) => (input === null ? {} : { input })

/** Each prompt with each of its combinations, where all of them are asked for. */
function textsOf(request: GenerationRequest): { prompt: string; negativePrompt: string }[] {
  const all = (text: string) => (request.variants === 'all' ? combinationsIn(text) : [text])
  const negatives = all(request.negativePrompt)
  return promptsOf(request)
    .flatMap(all)
    .flatMap((prompt) => negatives.map((negativePrompt) => ({ prompt, negativePrompt })))
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
      throw new TributaryError(
        'bad-request',
        reason('request.axis-value', { axis: reason(`request.axis.${last.axis.field}`), value }),
        null,
        { field: 'grid' },
      )
    yield* cells(made, axes.slice(0, -1))
  }
}

/** The values of an axis as they are applied and shown: of words every order there is of them. */
function valuesOf({ field, values }: GridAxis): readonly string[] {
  return field === 'prompt-order' ? orders(values).map((words) => words.join(ORDER_SEPARATOR)) : values
}

function orders(words: readonly string[]): string[][] {
  if (words.length < 2) return [[...words]]
  return words.flatMap((word, at) =>
    orders([...words.slice(0, at), ...words.slice(at + 1)]).map((rest) => [word, ...rest]),
  )
}
