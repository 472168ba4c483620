import { describe, expect, it } from 'vitest'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../shared/generation.ts'
import type { GridAxis } from '../../shared/grid.ts'
import { FIRST_VIEW, gridTable, movedInTable, tableLayout } from './grid-table.ts'

const SAMPLER: GridAxis = { field: 'sampler', values: ['Euler a', 'DDIM', 'UniPC'] }
const STEPS: GridAxis = { field: 'steps', values: ['10', '20'] }
const CFG: GridAxis = { field: 'cfg-scale', values: ['3', '5', '7', '9'] }
const request = (axes: GridAxis[], patch: Partial<GenerationRequest> = {}): GenerationRequest => ({
  ...DEFAULT_REQUEST,
  images: 1,
  grid: { axes },
  ...patch,
})
const table = (axes: GridAxis[], view = {}, patch: Partial<GenerationRequest> = {}) => {
  const made = gridTable(request(axes, patch), { ...FIRST_VIEW, ...view })
  if (made === null) throw new Error('no table')
  return made
}

describe('the table of a grid', () => {
  it('is none without a grid, and while a number of images is not typed', () => {
    expect(gridTable({ ...DEFAULT_REQUEST, grid: null }, FIRST_VIEW)).toBeNull()
    expect(gridTable(request([STEPS], { images: Number.NaN }), FIRST_VIEW)).toBeNull()
  })
  it('has the first axis across and the second down, and can be swapped', () => {
    const made = table([SAMPLER, STEPS])
    expect(made.columns.labels).toEqual(SAMPLER.values)
    expect(made.rows).toEqual({ name: 'Steps', labels: STEPS.values })
    expect(made.indexes).toEqual([0, 1, 2, 3, 4, 5])
    const swapped = table([SAMPLER, STEPS], { swapped: true })
    expect(swapped.columns.labels).toEqual(STEPS.values)
    expect(swapped.indexes).toEqual([0, 3, 1, 4, 2, 5])
  })
  it('shows one image of each cell, the one that is chosen', () => {
    const made = table([SAMPLER, STEPS], { image: 1 }, { images: 2 })
    expect(made.indexes).toEqual([1, 3, 5, 7, 9, 11])
    expect(made.choices).toMatchObject([{ part: 'image', labels: ['Image 1 of 2', 'Image 2 of 2'], at: 1 }])
  })
  it('leafs through one of three axes', () => {
    const made = table([SAMPLER, STEPS, CFG], { page: 2 })
    expect(made.indexes).toEqual([12, 13, 14, 15, 16, 17])
    expect(made.choices).toMatchObject([{ part: 'page', name: 'CFG', labels: CFG.values, at: 2 }])
    const bySampler = table([SAMPLER, STEPS, CFG], { paged: 0, page: 1 })
    expect(bySampler.columns.labels).toEqual(STEPS.values)
    expect(bySampler.rows?.labels).toEqual(CFG.values)
    expect(bySampler.indexes).toEqual([1, 4, 7, 10, 13, 16, 19, 22])
  })
  it('has a page for each prompt', () => {
    const made = table([STEPS], { round: 1 }, { prompts: ['a cat', 'a {red|blue} dog'], variants: 'all' })
    expect(made.choices).toMatchObject([{ part: 'round', labels: ['a cat', 'a red dog', 'a blue dog'] }])
    expect(made.indexes).toEqual([2, 3])
  })
  it('puts a long single axis down', () => {
    const many: GridAxis = { field: 'seed', values: Array.from({ length: 9 }, (_, at) => String(at)) }
    expect(table([STEPS]).rows).toBeNull()
    expect(table([many]).columns.labels).toEqual([''])
    expect(table([many]).rows?.labels).toEqual(many.values)
    expect(table([many], { swapped: true }).rows).toBeNull()
  })
  it('looks at what there is where the view is of another grid', () => {
    expect(table([STEPS], { page: 9, round: 9, image: 9, paged: 9 }).indexes).toEqual([0, 1])
  })
})

it('cells are as wide as asked for where there is no room for more', () => {
  expect(tableLayout(table([SAMPLER, STEPS]), 400, 200, 1)).toMatchObject({ columns: 3, tileWidth: 200 })
  const wide = tableLayout(table([SAMPLER, STEPS]), 4000, 200, 2)
  expect(wide).toMatchObject({ tileWidth: 360, tileHeight: 180 })
})

it.each([
  ['ArrowLeft', 3, 3],
  ['ArrowRight', 2, 2],
  ['ArrowRight', 3, 4],
  ['ArrowDown', 1, 4],
  ['ArrowDown', 4, 4],
  ['ArrowUp', 4, 1],
  ['Home', 5, 3],
  ['End', 3, 5],
  ['Enter', 3, null],
])('%s in a table of 3 by 2 leads from %d to %s', (key, from, to) => {
  expect(movedInTable(key, from, 6, 3)).toBe(to)
})
