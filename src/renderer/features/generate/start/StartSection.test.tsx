import { Tooltip } from 'radix-ui'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../../../shared/generation.ts'
import { plainText } from '../../../../shared/words/catalogue.ts'
import { useAdding } from '../../../inputs/add-inputs.ts'
import { useStart } from '../../../inputs/start-from.ts'
import { FIRST_IMAGE_TO_IMAGE } from '../../../state/form-inputs.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { inputFixture } from '../../../testing/scripted-inputs.ts'
import { StartSection } from './StartSection.tsx'
import { strengthWords } from './StrengthField.tsx'

const [wide, tall] = [inputFixture(0), inputFixture(1)]

/** The markup of the section as the form is. zustand draws on a server what it began with. */
function drawn(patch: Partial<GenerationRequest>, errors: Record<string, string> = {}): string {
  Object.assign(usePanel.getInitialState(), { form: { ...DEFAULT_REQUEST, ...patch } })
  return renderToStaticMarkup(
    <Tooltip.Provider>
      <StartSection errors={errors} />
    </Tooltip.Provider>,
  )
}
const from = (how = {}, inputs = [wide]) =>
  drawn({ inputs, imageToImage: { ...FIRST_IMAGE_TO_IMAGE, ...how }, width: 768, height: 512 })

beforeEach(() => {
  // The section is open.
  vi.stubGlobal('localStorage', { getItem: () => 'true' })
  Object.assign(useStart.getInitialState(), { refused: [], notes: [], came: 0 })
  Object.assign(useAdding.getInitialState(), { count: 0, shapes: {} })
})

afterEach(() => vi.unstubAllGlobals())

describe('the section of pictures to start from', () => {
  it('says where they come from while there are none', () => {
    const empty = drawn({})
    expect(empty).toContain('Drop pictures here, or paste them')
    expect(empty).toContain('Choose files…')
    expect(empty).not.toContain('Strength')
  })

  it('shows each with its name, its size and a way to remove it', () => {
    const both = from({}, [wide, tall])
    expect(both).toContain('2 pictures')
    expect(both).toContain('harbour-1.png, 832 by 1216 px')
    expect(both).toContain('aria-label="Remove harbour-0.png"')
    expect(both).toContain('Remove all')
  })

  it('asks how other shapes are fitted only where there are some', () => {
    expect(from()).not.toContain('Where the shape differs')
    expect(from({}, [wide, tall])).toContain('The sides that stand over are cut off.')
    expect(from({ ownSize: true }, [tall])).not.toContain('Where the shape differs')
  })

  it('offers a mask, and its settings once there is one', () => {
    expect(from()).toContain('Mask from a file…')
    expect(from()).not.toContain('Use its transparent part')
    const masked = from({ mask: tall, onlyMasked: true })
    expect(masked).toContain('1 picture, masked')
    expect(masked).toContain('The mask is 832 by 1,216 px and its picture 1,536 by 1,024')
    expect(from({ mask: wide })).not.toContain('The mask is')
    for (const field of ['Mask blur (px)', 'Masked content', 'Padding around it (px)'])
      expect(masked).toContain(field)
    expect(from({ mask: tall })).not.toContain('Padding around it')
  })

  it('offers the shape of a picture that was transparent in part', () => {
    Object.assign(useAdding.getInitialState(), { shapes: { [wide.id]: tall } })
    expect(from()).toContain('Use its transparent part')
    expect(from({}, [tall])).not.toContain('Use its transparent part')
  })

  it('tells what is on its way and what could not be used, the first few', () => {
    const refused = ['a', 'b', 'c', 'd', 'e'].map((name) => ({
      kind: 'bad-request',
      message: plainText(`${name} is broken.`),
      remedy: null,
      field: null,
    }))
    Object.assign(useStart.getInitialState(), { refused })
    Object.assign(useAdding.getInitialState(), { count: 2 })
    const busy = from()
    expect(busy).toContain('Adding 2 pictures…')
    expect(busy).toContain('c is broken.')
    expect(busy).not.toContain('d is broken.')
    expect(busy).toContain('2 more could not be added')
  })
})

it.each([
  [0, 'stays as it is'],
  [0.2, 'Almost the same'],
  [0.4, 'details change'],
  [0.6, 'rough composition'],
  [1, 'Hardly anything'],
])('a strength of %d is told in words', (strength, words) => {
  expect(strengthWords(strength)).toContain(words)
})
