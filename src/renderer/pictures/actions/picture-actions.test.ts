import { toast } from 'sonner'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import type { StoredImage } from '../../../shared/job.ts'
import { plainText } from '../../../shared/words/catalogue.ts'
import { noteMarks } from '../../state/favourites.ts'
import { emptyPanel, usePanel } from '../../state/panel-store.ts'
import { usePicturePlaces } from '../../state/picture-places.ts'
import { imageFixture, jobFixture } from '../../testing/fixtures.ts'
import { menuEntries } from '../../ui/action.ts'
import { useQuestion } from '../../ui/confirm.ts'
import { forgetAllDeleted } from './deletions.ts'
import { PICTURE_MENU, runByKey } from './picture-actions.ts'
import { askToEmptyTrash, dragOut, restorePictures, undoDeletion } from './picture-calls.ts'
import type { PictureSubject } from './picture-subject.ts'

const [first, second] = [imageFixture(0, { infotext: 'a herd' }), imageFixture(1)]
const one: PictureSubject = { images: [first], trashed: false, open: () => undefined }
const several: PictureSubject = { images: [first, second], trashed: false }
const press = (key: string, ctrlKey = false) => ({
  key,
  ctrlKey,
  metaKey: false,
  altKey: false,
  shiftKey: false,
})
const offered = (subject: PictureSubject) =>
  menuEntries(PICTURE_MENU, subject).flatMap((entry) => ('label' in entry ? [entry.label] : []))

/** What the main process was asked for; it does everything but what `refused` names. */
let asked: [name: string, request: unknown][]
let refused: ReadonlySet<string>
/** it passes these over without a word */
let gone: ReadonlySet<string>
let textSelected: boolean
/** toasts that were taken away */
let hidden: MockInstance<typeof toast.dismiss>
const settled = () => new Promise((resolve) => setTimeout(resolve))

beforeEach(() => {
  asked = []
  refused = new Set()
  gone = new Set()
  hidden = vi.spyOn(toast, 'dismiss').mockReturnValue('')
  forgetAllDeleted()
  hidden.mockClear()
  const api = new Proxy(
    {},
    {
      get: (_, name: string) => async (request: { imageIds?: string[] }) => {
        asked.push([name, request])
        const known = (request.imageIds ?? []).filter((id) => !gone.has(id))
        const imageIds = known.filter((id) => !refused.has(id))
        const problem =
          imageIds.length === known.length
            ? null
            : { kind: 'storage-denied', message: plainText('no'), remedy: null, field: null }
        return { ok: true, value: { imageIds, problem } }
      },
    },
  )
  textSelected = false
  vi.stubGlobal('window', { tributary: api, getSelection: () => ({ isCollapsed: !textSelected }) })
  const job = jobFixture()
  usePanel.setState({
    ...emptyPanel,
    jobsById: { [job.id]: job },
    imagesById: Object.fromEntries([first, second].map((image) => [image.id, image])),
    imagesByJob: { [first.jobId]: { 0: first.id, 1: second.id } },
  })
  usePicturePlaces.setState({ places: {}, trashSize: null })
  noteMarks([first.id, second.id], false)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const isShown = ({ id }: StoredImage) => usePanel.getState().imagesById[id] !== undefined

describe('what can be done with pictures', () => {
  it('is all of it for one', () => {
    expect(offered(one)).toEqual([
      ...['Open', 'Add to favourites', 'Copy picture', 'Copy prompt', 'Copy infotext'],
      ...[
        'Use settings',
        'Use prompt',
        'Use seed',
        'Use size',
        'Save as preset',
        'Use as input',
        'Inpaint…',
        'Upscale…',
        'Save as…',
        'Show in folder',
        'Delete',
      ],
    ])
  })
  it('is less for several, and in the trash', () => {
    expect(offered(several)).toEqual([
      'Add to favourites',
      'Use as input',
      'Upscale…',
      'Save copies…',
      'Delete',
    ])
    expect(offered({ ...one, trashed: true })).toEqual([
      ...[
        'Restore',
        'Copy prompt',
        'Copy infotext',
        'Use settings',
        'Use prompt',
        'Use seed',
        'Use size',
        'Delete for good',
      ],
    ])
  })
  it('takes the mark away only where all have it', async () => {
    noteMarks([first.id], true)
    expect(offered(several)[0]).toBe('Add to favourites')
    expect(runByKey(press('f'), several)).toBe(true)
    await settled()
    expect(asked).toEqual([['markImages', { imageIds: [second.id], favourite: true }]])
    expect(offered(several)[0]).toBe('Remove from favourites')
  })
  it('is heard by its keys, where it fits', () => {
    const open = vi.fn()
    expect(runByKey(press('Enter'), { ...one, open })).toBe(true)
    expect(open).toHaveBeenCalledExactlyOnceWith(first)
    expect(runByKey(press('Enter'), several)).toBe(false)
    expect(runByKey(press('s', true), several)).toBe(true)
    expect(runByKey(press('c', true), one)).toBe(true)
    expect(runByKey(press('c', true), several)).toBe(false)
    expect(runByKey(press('f', true), one)).toBe(false)
    expect(runByKey(press('Delete'), { images: [], trashed: false })).toBe(false)
    expect(asked.map(([name]) => name)).toEqual(['saveImageCopies', 'copyImage'])
  })
})

describe('Ctrl+C while text is selected', () => {
  it('is left to the text', () => {
    textSelected = true
    expect(runByKey(press('c', true), one)).toBe(false)
    expect(asked).toEqual([])
  })
})

describe('deleting pictures', () => {
  it('takes them from the screen at once, asks for it once, and back with Ctrl+Z', async () => {
    runByKey(press('Delete'), several)
    expect([isShown(first), isShown(second)]).toEqual([false, false])
    await settled()
    expect(asked).toEqual([['trashImages', { imageIds: [first.id, second.id] }]])
    expect(undoDeletion()).toBe(true)
    expect(undoDeletion()).toBe(false)
    await settled()
    expect(asked.at(-1)).toEqual(['restoreImages', { imageIds: [first.id, second.id] }])
  })
  it('shows those again that could not be deleted', async () => {
    refused = new Set([second.id])
    vi.spyOn(console, 'error').mockReturnValue(undefined)
    runByKey(press('Delete'), several)
    await settled()
    expect([isShown(first), isShown(second)]).toEqual([false, true])
    expect(usePicturePlaces.getState().places[second.id]).toBe('gallery')
  })
  it('for good asks first', async () => {
    runByKey(press('Delete'), { ...several, trashed: true })
    expect(asked).toEqual([])
    const { question } = useQuestion.getState()
    expect(question?.title).toBe('Delete 2 pictures for good?')
    question?.run()
    await settled()
    expect(asked).toEqual([['purgeImages', { imageIds: [first.id, second.id] }]])
    expect(usePicturePlaces.getState().places[first.id]).toBe('gone')
  })
})

describe('taking deletions back', () => {
  const restored = () => asked.filter(([name]) => name === 'restoreImages').map(([, request]) => request)
  const deleted = async (...images: StoredImage[]) => {
    runByKey(press('Delete'), { images, trashed: false })
    await settled()
  }

  it('passes over what was restored by hand', async () => {
    await deleted(first)
    await deleted(second)
    await restorePictures([second])
    expect(undoDeletion()).toBe(true)
    await settled()
    expect(restored()).toEqual([{ imageIds: [second.id] }, { imageIds: [first.id] }])
    expect(undoDeletion()).toBe(false)
  })
  it('passes over what was deleted for good, by itself or with the whole trash', async () => {
    await deleted(first)
    await deleted(second)
    runByKey(press('Delete'), { images: [second], trashed: true })
    useQuestion.getState().question?.run()
    await settled()
    usePicturePlaces.setState({ trashSize: { count: 1, bytes: 1 } })
    undoDeletion()
    await settled()
    expect(restored()).toEqual([{ imageIds: [first.id] }])

    await deleted(first)
    askToEmptyTrash(() => undefined)
    useQuestion.getState().question?.run()
    await settled()
    expect(undoDeletion()).toBe(false)
  })
  it('waits for a deletion that is under way, and offers it no more', async () => {
    const told = vi.spyOn(toast, 'success')
    runByKey(press('Delete'), several)
    expect(undoDeletion()).toBe(true)
    expect(undoDeletion()).toBe(false)
    await settled()
    expect(asked.map(([name]) => name)).toEqual(['trashImages', 'restoreImages'])
    expect(restored()).toEqual([{ imageIds: [first.id, second.id] }])
    expect(told).not.toHaveBeenCalled()
  })
  it('restores what got into the trash, and nothing where nothing did', async () => {
    vi.spyOn(console, 'error').mockReturnValue(undefined)
    const told = vi.spyOn(toast, 'warning')
    refused = new Set([second.id])
    runByKey(press('Delete'), several)
    undoDeletion()
    await settled()
    expect(restored()).toEqual([{ imageIds: [first.id] }])
    runByKey(press('Delete'), { images: [second], trashed: false })
    undoDeletion()
    await settled()
    expect(restored()).toHaveLength(1)
    expect(told).not.toHaveBeenCalled()
  })
  it('takes away what offers the way back, however it was taken', async () => {
    let count = 0
    vi.spyOn(toast, 'success').mockImplementation(() => `toast ${++count}`)
    await deleted(first)
    await deleted(second)
    expect(hidden).not.toHaveBeenCalled()
    await restorePictures([first])
    expect(hidden.mock.calls).toEqual([['toast 1']])
    undoDeletion()
    expect(hidden.mock.calls).toEqual([['toast 1'], ['toast 2']])
  })
  it('can be tried again for what stayed in the trash', async () => {
    await deleted(first, second)
    refused = new Set([second.id])
    undoDeletion()
    await settled()
    refused = new Set()
    expect(undoDeletion()).toBe(true)
    await settled()
    expect(restored()).toEqual([{ imageIds: [first.id, second.id] }, { imageIds: [second.id] }])
    expect(undoDeletion()).toBe(false)
  })
  it('says so where nothing of it is in the trash any more', async () => {
    await deleted(first)
    const told = vi.spyOn(toast, 'warning')
    gone = new Set([first.id])
    undoDeletion()
    await settled()
    expect(told).toHaveBeenCalledExactlyOnceWith('Could not restore', expect.anything())
    expect(undoDeletion()).toBe(false)
  })
})

describe('more pictures than one call may name', () => {
  const many = Array.from({ length: 1001 }, (_, index) => imageFixture(index))
  it('are neither saved nor dragged in part, and that is said', () => {
    const told = vi.spyOn(toast, 'warning')
    runByKey(press('s', true), { images: many, trashed: false })
    dragOut(many)
    expect(asked).toEqual([])
    expect(told.mock.calls.map(([title]) => title)).toEqual(['Could not save', 'Could not drag the pictures'])
    expect(told).toHaveBeenLastCalledWith(
      expect.anything(),
      expect.objectContaining({
        description: 'You can save or drag up to 1,000 pictures at a time.',
      }),
    )
  })
  it('are taken up to that number', () => {
    dragOut(many.slice(1))
    expect(asked.map(([name]) => name)).toEqual(['dragImages'])
  })
})
