import type { GenerationRequest } from '../../shared/generation.ts'
import type { GridAxis } from '../../shared/grid.ts'
import { ImageId } from '../../shared/ids.ts'
import type { Preset } from '../../shared/presets.ts'
import type { Settings } from '../../shared/settings.ts'
import { FIRST_IMAGE_TO_IMAGE } from '../state/form-inputs.ts'
import type { Scenario } from './scenario.ts'
import { inputFixture, ROUND_MASK } from './scripted-inputs.ts'

const PRESETS = [
  ['Gouache landscapes', 'alpine valley, gouache'],
  ['Portraits, soft light', 'portrait of a fisherman'],
  ['Fast look', ''],
  ['Book cover in two colours with a long name that does not fit', 'a ship'],
] as const

const DRAFTS = [
  [null, 'alpine valley at golden hour'],
  ['Harbour', 'harbour at dawn'],
  [null, ''],
] as const

const AXES: readonly GridAxis[] = [
  { field: 'sampler', values: ['Euler a', 'DPM++ 2M', 'DPM++ SDE', 'UniPC'] },
  { field: 'checkpoint', values: ['dreamshaper_8', 'toonyou_beta6', 'deliberate_v3'] },
  { field: 'steps', values: ['12', '24'] },
]

/** What asks for a grid of so many axes. */
export const gridOf = (axes: number): Partial<GenerationRequest> =>
  axes === 0 ? {} : { grid: { axes: AXES.slice(0, axes) } }

/** What a form has that starts from pictures. */
export function startingFrom({ inputs, masked }: Scenario): Partial<GenerationRequest> {
  if (inputs === 0) return {}
  return {
    inputs: Array.from({ length: inputs }, (_, at) => inputFixture(at)),
    imageToImage: masked
      ? { ...FIRST_IMAGE_TO_IMAGE, mask: ROUND_MASK, onlyMasked: true }
      : FIRST_IMAGE_TO_IMAGE,
  }
}

/** So many forms under a name; the first ones differ, those behind them repeat. */
export const scriptedPresets = (count: number, form: GenerationRequest): Preset[] =>
  Array.from({ length: count }, (_, at) => {
    const [name, prompt] = PRESETS[at % PRESETS.length] ?? PRESETS[0]
    const round = Math.floor(at / PRESETS.length)
    return {
      id: `preset-${at}`,
      name: round === 0 ? name : `${name} ${round + 1}`,
      picture: at % PRESETS.length === 2 ? null : ImageId.parse(`image-31-${at}`),
      request: { ...form, prompt, width: 512 + (at % 9) * 128 },
    }
  })

/** So many forms beside each other. */
export const scriptedDrafts = (count: number, form: GenerationRequest): Settings['drafts'] =>
  DRAFTS.slice(0, count).map(([name, prompt]) => ({ name, form: { ...form, prompt } }))
