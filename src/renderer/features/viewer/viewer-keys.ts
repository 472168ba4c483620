import type { ImageId } from '../../../shared/ids.ts'

/** What the viewer can be asked for by a key. */
export type ViewerAction =
  | {
      readonly does: 'zoom-in' | 'zoom-out' | 'fit' | 'actual-size' | 'settings' | 'full-screen'
    }
  | { readonly does: 'show'; readonly id: ImageId }

const KEYS: ReadonlyMap<string, Exclude<ViewerAction['does'], 'show'>> = new Map([
  ['+', 'zoom-in'],
  ['=', 'zoom-in'],
  ['-', 'zoom-out'],
  ['0', 'fit'],
  ['1', 'actual-size'],
  ['i', 'settings'],
  ['F11', 'full-screen'],
])

/** What a key does while `current` is open; keys that step lead to another of `among`, by place. null: nothing. */
export function viewerAction(key: string, current: ImageId, among: readonly ImageId[]): ViewerAction | null {
  const does = KEYS.get(key)
  if (does !== undefined) return { does }
  const place = among.indexOf(current)
  const to = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: among.length - 1 }[key]
  const id = to === undefined || place < 0 ? undefined : among[to]
  return id === undefined ? null : { does: 'show', id }
}
