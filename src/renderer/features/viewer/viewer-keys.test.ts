import { describe, expect, it } from 'vitest'
import { ImageId } from '../../../shared/ids.ts'
import { viewerAction } from './viewer-keys.ts'

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
