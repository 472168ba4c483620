import { type ExternalToast, toast } from 'sonner'
import { beforeEach, expect, it, vi } from 'vitest'
import { showDone, showDoneWith } from './toasts.ts'
import { undoing, undoNewest } from './undo.ts'

/** The toasts that were shown. */
let shown: ExternalToast[]
let did: string[]
const act = (word: string) => () => void did.push(word)
const press = (button: ExternalToast['action']) => {
  if (!(button && typeof button === 'object' && 'onClick' in button)) throw new Error('there is no button')
  // @ts-expect-error: nothing looks at what was clicked
  button.onClick()
}

beforeEach(() => {
  while (undoNewest());
  shown = []
  did = []
  vi.restoreAllMocks()
  vi.spyOn(toast, 'success').mockImplementation((_title, how = {}) => shown.push(how))
  vi.spyOn(toast, 'dismiss').mockImplementation((id) => {
    did.push(`hid ${id}`)
    return id ?? 0
  })
})

it('the newest message with Undo is taken back first, and goes', () => {
  showDone('one', undoing(act('back one')))
  showDone('two', undoing(act('back two')))
  showDone('three')
  showDone('four', { label: 'Show it', run: act('show') })
  expect(undoNewest()).toBe(true)
  expect(did).toEqual(['hid 2', 'back two'])
  expect([undoNewest(), undoNewest()]).toEqual([true, false])
  expect(did).toEqual(['hid 2', 'back two', 'hid 1', 'back one'])
})

it.each(['onAutoClose', 'onDismiss'] as const)('a message that has gone takes nothing back: %s', (goes) => {
  showDone('one', undoing(act('back')))
  shown[0]?.[goes]?.({ id: 1 })
  expect(undoNewest()).toBe(false)
  expect(did).toEqual([])
})

it('what its button took back is not taken back twice', () => {
  showDone('one', undoing(act('back')))
  press(shown[0]?.action)
  expect(undoNewest()).toBe(false)
  expect(did).toEqual(['back'])
})

it('of two ways on it is the one that undoes', () => {
  const ways = [undoing(act('back')), { label: 'Random seed', run: act('random') }] as const
  showDoneWith('one', { description: 'The seed is fixed.', ways })
  expect(shown[0]?.description).toBe('The seed is fixed.')
  expect(undoNewest()).toBe(true)
  showDoneWith('two', { description: 'The seed is fixed.', ways })
  press(shown[1]?.action)
  expect(undoNewest()).toBe(false)
  expect(did).toEqual(['hid 1', 'back', 'random'])
})
