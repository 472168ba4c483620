import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LIMITS } from '../../shared/limits.ts'
import { IMAGE_TO_IMAGE_DEFAULTS } from '../../shared/request-defaults.ts'
import { plainText } from '../../shared/words/catalogue.ts'
import { inWords } from '../../shared/words/say.ts'
import { emptyPanel, usePanel } from '../state/panel-store.ts'
import { imageFixture } from '../testing/fixtures.ts'
import { addScripted, inputFixture } from '../testing/scripted-inputs.ts'
import { useAdding } from './add-inputs.ts'
import { picturesIn, picturesPasted } from './pictures-in.ts'
import { startFrom, startWith, useStart } from './start-from.ts'

/** Sources that the main process was asked to add. */
let asked: unknown[]
const file = (name: string, type = 'image/png') => new File(['picture'], name, { type })
const names = () => usePanel.getState().form.inputs.map(({ name }) => name)
const refusals = () => useStart.getState().refused.map(({ message }) => inWords(message))

beforeEach(() => {
  asked = []
  const updateSettings = async () => ({ ok: true, value: {} })
  const addInput = async (request: Parameters<typeof addScripted>[0]) => {
    asked.push(request.source)
    try {
      return { ok: true, value: addScripted(request) }
    } catch (error) {
      const message = plainText(String(error))
      return { ok: false, problem: { kind: 'bad-request', message, remedy: null, field: null } }
    }
  }
  vi.stubGlobal('window', { tributary: { addInput, updateSettings } })
  vi.useFakeTimers()
  usePanel.setState(emptyPanel)
  useStart.setState({ refused: [], notes: [], came: 0 })
  useAdding.setState({ count: 0, shapes: {} })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('starting from pictures', () => {
  it('puts files and pictures of the gallery into the form, behind those that are there', async () => {
    const there = inputFixture(1)
    usePanel.setState(({ form }) => ({ form: { ...form, inputs: [there] } }))
    const image = imageFixture(0)
    expect(await startFrom([file('a.png'), image])).toBe(2)
    expect(names()).toEqual([there.name, 'a.png', expect.any(String)])
    expect(usePanel.getState().form.imageToImage?.denoisingStrength).toBe(0.6)
    expect(asked[0]).toMatchObject({
      from: 'bytes',
      name: 'a.png',
      bytes: new TextEncoder().encode('picture'),
    })
    expect(asked[1]).toEqual({ from: 'gallery', imageId: image.id })
  })

  it('tells what could not be used, and takes the others', async () => {
    expect(await startFrom([file('broken.png'), file('b.gif')])).toBe(1)
    expect(names()).toEqual(['b.gif'])
    expect(refusals()).toEqual([expect.stringContaining('broken.png is damaged')])
    expect(useStart.getState().notes.map((note) => inWords(note))).toEqual([
      'b.gif is animated: its first frame is used.',
    ])
    expect(useAdding.getState().count).toBe(0)
    await startFrom([file('c.png')])
    expect(refusals()).toEqual([])
  })

  it('uses the first one as a form that lost its pictures says, and forgets those that came back', async () => {
    const how = { ...IMAGE_TO_IMAGE_DEFAULTS, denoisingStrength: 0.35 }
    const lost = [inputFixture(8, 'lost.png'), inputFixture(9, 'too.png')]
    const pictures = lost.map(({ id, name }) => ({
      ...{ id, place: 'start' as const },
      what: plainText(name),
    }))
    usePanel.setState({ missing: { pictures, how } })
    await startFrom([file('other.png')])
    expect(usePanel.getState()).toMatchObject({ form: { imageToImage: how }, missing: { how: null } })
    expect(usePanel.getState().missing?.pictures).toHaveLength(2)
    for (const picture of lost) startWith(picture)
    expect(usePanel.getState().missing).toBeNull()
  })

  it('does not even read a file that is too large', async () => {
    const large = file('large.png')
    Object.defineProperty(large, 'size', { value: LIMITS.inputBytes + 1 })
    const read = vi.spyOn(large, 'arrayBuffer')
    expect(await startFrom([large])).toBe(0)
    expect(refusals()).toEqual(['large.png has 68 MB; at most 67 MB can be used.'])
    expect(read).not.toHaveBeenCalled()
    expect(asked).toEqual([])
    expect(usePanel.getState().form.imageToImage).toBeNull()
  })

  it('knows the shape of a picture that was transparent in part', async () => {
    await startFrom([file('cut.png'), file('whole.png')])
    const [cut, whole] = usePanel.getState().form.inputs
    const { shapes } = useAdding.getState()
    expect(cut && shapes[cut.id]?.name).toBe('cut.png')
    expect(whole && shapes[whole.id]).toBeUndefined()
  })
})

describe('what is dropped or pasted', () => {
  const files = (...all: File[]) => ({ files: all as unknown as FileList })
  it('is the pictures in it; files that the system does not know are tried', () => {
    const [picture, text] = [file('a.png'), file('a.txt', 'text/plain')]
    expect(picturesIn(files(picture, text))).toEqual([picture])
    expect(picturesIn(files(text))).toEqual([text])
  })
  it('stays with a field where it has text as well', () => {
    vi.stubGlobal('HTMLElement', class {})
    const clipboardData = {
      ...files(file('a.png')),
      types: ['text/plain', 'Files'],
    } as unknown as DataTransfer
    const field = Object.assign(new HTMLElement(), { matches: () => true })
    expect(picturesPasted({ clipboardData, target: field })).toEqual([])
    expect(picturesPasted({ clipboardData, target: null })).toHaveLength(1)
    const alone = { ...clipboardData, types: ['Files'] } as unknown as DataTransfer
    expect(picturesPasted({ clipboardData: alone, target: field })).toHaveLength(1)
  })
})
