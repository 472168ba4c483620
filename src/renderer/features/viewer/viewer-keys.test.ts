import { describe, expect, it } from 'vitest'
import { ImageId } from '../../../shared/ids.ts'
import { cellLabels, viewerAction } from './viewer-keys.ts'

const among = ['a', 'b', 'c', 'd'].map((id) => ImageId.parse(id))
const led = (key: string, from: string) => {
  const action = viewerAction(key, ImageId.parse(from), among)
  return action?.does === 'show' ? action.id : action
}

describe('the keys of the viewer', () => {
  it.each([
    ['ArrowRight', 'b', 'c'],
    ['ArrowLeft', 'b', 'a'],
    ['Home', 'c', 'a'],
    ['End', 'b', 'd'],
  ])('%s leads from %s to %s', (key, from, to) => expect(led(key, from)).toBe(to))

  it('lead nowhere past the ends, nor from a picture that is not among them', () => {
    expect(led('ArrowLeft', 'a')).toBeNull()
    expect(led('ArrowRight', 'd')).toBeNull()
    expect(led('Home', 'stranger')).toBeNull()
  })

  it('zoom, show the settings, fill the screen, or do nothing; F is a key of the picture', () => {
    const does = ['+', '=', '-', '0', '1', 'i', 'f', 'F11', 'x', 'toString'].map(
      (key) => viewerAction(key, ImageId.parse('a'), among)?.does ?? null,
    )
    expect(does).toEqual([
      ...['zoom-in', 'zoom-in', 'zoom-out', 'fit', 'actual-size', 'settings', null, 'full-screen'],
      ...[null, null],
    ])
  })
})
describe('the keys of the viewer in a table', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => ImageId.parse(id))
  const table = {
    columns: ['10', '20', '30'],
    axes: { across: 'Steps', down: 'Sampler' },
    rows: ['x', 'y'],
    cells: [a ?? null, null, b ?? null, c ?? null, d ?? null, null],
  }
  const to = (key: string, from: string) => {
    const action = viewerAction(key, ImageId.parse(from), among, table)
    return action?.does === 'show' ? action.id : action
  }
  it.each([
    ['ArrowRight', 'a', 'b'],
    ['ArrowRight', 'b', null],
    ['ArrowLeft', 'c', null],
    ['ArrowDown', 'a', 'c'],
    ['ArrowDown', 'b', null],
    ['ArrowUp', 'd', null],
    ['ArrowUp', 'c', 'a'],
    ['End', 'a', 'd'],
  ])('%s leads from %s to %s, past what has no picture', (key, from, there) =>
    expect(to(key, from)).toBe(there),
  )
  it('come with what the cell is called', () => {
    expect(cellLabels(table, ImageId.parse('d'))).toEqual(['Steps: 20', 'Sampler: y'])
    expect(cellLabels({ ...table, rows: null }, ImageId.parse('a'))).toEqual(['Steps: 10'])
    expect(cellLabels(table, ImageId.parse('stranger'))).toBeNull()
    expect(cellLabels(undefined, ImageId.parse('a'))).toBeNull()
  })
})
