import { describe, expect, it } from 'vitest'
import { cellOf, previewGrid } from './preview-grid.ts'

describe('the live preview of a batch', () => {
  it.each([
    [1, 1, 1, 1],
    [2, 2, 2, 1],
    [3, 1, 2, 2],
    [4, 1, 2, 2],
    [5, 1.5, 3, 2],
    [6, 1.49, 3, 2],
    [8, 1, 3, 3],
    [9, 1.01, 3, 3],
  ])('of %d images with a shape of %d images is a grid of %d by %d', (count, shape, columns, rows) => {
    expect(previewGrid(count, shape)).toEqual({ columns, rows })
  })
  it('is one image where it has the shape of no grid', () => {
    expect(previewGrid(5, 1)).toEqual({ columns: 1, rows: 1 })
    expect(previewGrid(2, 1.4)).toEqual({ columns: 1, rows: 1 })
    expect(previewGrid(4, Number.NaN)).toEqual({ columns: 1, rows: 1 })
  })
  it('shows each image its own cell', () => {
    const grid = { columns: 3, rows: 2 }
    expect(cellOf(grid, 0)).toEqual({ width: '300%', height: '200%', left: '0%', top: '0%' })
    expect(cellOf(grid, 4)).toEqual({ width: '300%', height: '200%', left: '-100%', top: '-100%' })
  })
})
