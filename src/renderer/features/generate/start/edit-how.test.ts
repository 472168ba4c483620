import { toast } from 'sonner'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DEFAULT_REQUEST } from '../../../../shared/generation.ts'
import { FIRST_IMAGE_TO_IMAGE } from '../../../state/form-inputs.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { undoNewest } from '../../../state/undo.ts'
import { inputFixture } from '../../../testing/scripted-inputs.ts'
import { removeMask, removeOwnMasks } from './edit-how.ts'

const [picture, mask, own] = [inputFixture(0), inputFixture(1), inputFixture(2)]
const how = () => usePanel.getState().form.imageToImage

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(toast, 'dismiss').mockReturnValue('')
  const masked = { ...FIRST_IMAGE_TO_IMAGE, mask, invertMask: true, ownMasks: { [picture.id]: own } }
  usePanel.setState({ form: { ...DEFAULT_REQUEST, inputs: [picture], imageToImage: masked } })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('a mask that was taken away comes back with Undo, as it was used', () => {
  removeMask()
  expect(how()).toMatchObject({ mask: null, invertMask: false, ownMasks: { [picture.id]: own } })
  undoNewest()
  expect(how()).toMatchObject({ mask, invertMask: true })
})

it('so do the masks of single pictures', () => {
  removeOwnMasks()
  expect(how()).toMatchObject({ mask, ownMasks: undefined })
  undoNewest()
  expect(how()).toMatchObject({ mask, ownMasks: { [picture.id]: own } })
})
