import { type Grid, type GridAxis, GridField } from './grid.ts'
import { axisValues } from './grid-values.ts'
import { LIMITS } from './limits.ts'

/** What is wrong with the text of a grid. `axis`: as it was written. */
export type GridProblem =
  | {
      readonly about: 'no-colon' | 'unknown-field' | 'no-values' | 'too-many-values' | 'twice'
      readonly axis: string
    }
  | { readonly about: 'no-axis' | 'too-many-axes' }

/** Other names of the fields: of sdwui's own X/Y/Z script (scripts/xyz_grid.py), in lower case. */
const OTHER_NAMES: Readonly<Record<string, GridField>> = {
  cfg: 'cfg-scale',
  'cfg scale': 'cfg-scale',
  'checkpoint name': 'checkpoint',
  model: 'checkpoint',
  'schedule type': 'scheduler',
  schedule: 'scheduler',
  'clip skip': 'clip-skip',
  'var. seed': 'subseed',
  'var. strength': 'subseed-strength',
  denoising: 'denoising-strength',
  'hires steps': 'hires-steps',
  'hires upscaler': 'hires-upscaler',
  'refiner checkpoint': 'refiner-checkpoint',
  'refiner switch at': 'refiner-switch-at',
  styles: 'style',
  'prompt s/r': 'prompt-replace',
  replace: 'prompt-replace',
  'prompt order': 'prompt-order',
}

/**
 * A grid as it is written on one line, axes between semicolons: `steps: 10,20,30; sampler: Euler a, DPM++ 2M`. Values as in `axisValues`; a
 * LoRA's weight as `lora-weight NAME: 0.5,1`.
 */
export function gridFrom(text: string): { readonly grid: Grid } | { readonly problem: GridProblem } {
  const written = betweenSemicolons(text)
  if (written.length === 0) return { problem: { about: 'no-axis' } }
  if (written.length > 3) return { problem: { about: 'too-many-axes' } }
  const axes: GridAxis[] = []
  for (const axis of written) {
    const read = axisFrom(axis)
    if ('about' in read) return { problem: read }
    if (axes.some((other) => isInPlaceOf(read, other))) return { problem: { about: 'twice', axis } }
    axes.push(read)
  }
  return { grid: { axes } }
}

/** What two axes can change one after the other: each adds to what the other did. */
const ADDING: ReadonlySet<GridField> = new Set(['style', 'prompt-replace', 'prompt-order'])

/** Its values would take the place of the other's, and the other's cells would all be alike. */
const isInPlaceOf = ({ field, of }: GridAxis, other: GridAxis): boolean =>
  field === other.field && of === other.of && !ADDING.has(field)

function axisFrom(text: string): GridAxis | GridProblem {
  const colon = text.indexOf(':')
  if (colon < 0) return { about: 'no-colon', axis: text }
  const name = text.slice(0, colon).trim()
  const ofLora = /^lora(?:-weight)?\s+(\S.*)$/i.exec(name)
  const field = ofLora === null ? fieldOf(name) : 'lora-weight'
  if (field === null || (field === 'lora-weight' && ofLora === null))
    return { about: 'unknown-field', axis: name }
  const values = axisValues(field, text.slice(colon + 1))
  if (values === null || values.length > LIMITS.images.max) return { about: 'too-many-values', axis: name }
  if (values.length === 0) return { about: 'no-values', axis: name }
  return { field, values, ...(ofLora?.[1] !== undefined && { of: ofLora[1] }) }
}

function fieldOf(name: string): GridField | null {
  const lower = name.toLowerCase()
  const parsed = GridField.safeParse(lower.replaceAll(' ', '-'))
  return OTHER_NAMES[lower] ?? (parsed.success ? parsed.data : null)
}

/** Semicolons in double quotes stand for themselves. */
function betweenSemicolons(text: string): string[] {
  const parts: string[] = []
  let part = ''
  let quoted = false
  for (const char of text) {
    if (char === '"') quoted = !quoted
    if (char === ';' && !quoted) {
      parts.push(part)
      part = ''
    } else part += char
  }
  parts.push(part)
  return parts.map((each) => each.trim()).filter((each) => each !== '')
}
