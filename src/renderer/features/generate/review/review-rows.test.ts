import { describe, expect, it } from 'vitest'
import { pictureless } from '../../../../shared/control-unit-fields.ts'
import { unitsIn } from '../../../../shared/control-units.ts'
import { formOfInfotext } from '../../../../shared/form-of-infotext.ts'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../../../shared/generation.ts'
import { oddNumberWords } from '../../../../shared/infotext-number.ts'
import { inWords } from '../../../../shared/words/say.ts'
import { isInfotext } from './review.ts'
import { patchOf, reviewOf } from './review-rows.ts'

const TEXT = [
  'a harbour',
  'Negative prompt: people',
  'Steps: 32, Sampler: Euler a, CFG scale: 5.5, Seed: 90210, Size: 832x1216, Model hash: 4199bcdd14, Model: toonyou, Eta: 0.3, ADetailer model: face.pt, ADetailer confidence: 0.5, ADetailer version: 24.5.1, Pad conds: True',
].join('\n')
const form: GenerationRequest = {
  ...DEFAULT_REQUEST,
  ...{
    prompt: 'a door',
    negativePrompt: 'people',
    steps: 20,
    sampler: 'Euler a',
    scheduler: 'Automatic',
    seed: -1,
  },
  hires: { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 },
}

describe('what a text would change in the form', () => {
  const { rows, same, left } = reviewOf(TEXT, form)
  const row = (name: string) => rows.find((each) => each.name === name)

  it('stands in lines with what is there now', () => {
    expect(row('prompt')).toMatchObject({ label: 'Prompt', before: 'a door', after: 'a harbour' })
    expect(row('steps')).toMatchObject({ before: '20', after: '32', patch: { steps: 32 } })
    expect(row('seed')).toMatchObject({ before: 'random', after: '90210' })
    expect(row('size')).toMatchObject({ after: '832 × 1216', patch: { width: 832, height: 1216 } })
    expect(row('checkpoint')).toMatchObject({ before: 'as loaded', after: 'toonyou' })
  })
  it('leaves out what is the same, and counts it', () => {
    expect(row('negativePrompt')).toBeUndefined()
    expect(row('sampler')).toBeUndefined()
    expect(same).toBe(3)
  })
  it('switches off what the picture was made without', () => {
    expect(row('hires')).toMatchObject({
      before: '2 × Latent, denoising 0.5',
      after: 'off',
      patch: { hires: null },
    })
    expect(row('refiner')).toBeUndefined()
  })
  it('switches off units of ControlNet where the text tells of none, in a line that can be left out', () => {
    const [one, two] = [
      { module: 'canny', model: 'x', enabled: true },
      { module: 'depth', enabled: false },
    ]
    const extra = { s_noise: 1, alwayson_scripts: { ControlNet: { args: [one, two] } } }
    const off = { s_noise: 1, alwayson_scripts: { ControlNet: { args: [{ ...one, enabled: false }, two] } } }
    const reviewed = reviewOf(TEXT, { ...form, extra })
    const units = reviewed.rows.find((each) => each.name === 'units')
    expect(units).toMatchObject({
      label: 'ControlNet',
      before: '1 unit',
      after: 'off; they stay in the form',
    })
    expect(patchOf(reviewed.rows, { ...form, extra }).extra).toMatchObject(off)
    const others = reviewed.rows.filter((each) => each !== units)
    expect(patchOf(others, { ...form, extra }).extra).toMatchObject(extra)
    // What comes from a picture without a review does the same; nothing to switch off is no line.
    expect(formOfInfotext(TEXT, { ...form, extra }).extra).toMatchObject(off)
    const without = { alwayson_scripts: { ControlNet: { args: [two] } } }
    expect(reviewOf(TEXT, { ...form, extra: without }).rows.some(({ name }) => name === 'units')).toBe(false)
  })
  it('names what there is no field for', () => {
    expect(left).toEqual(['Model hash'])
  })
  it('keeps what can be sent without a field, each in a line that can be left out', () => {
    expect(row('kept Eta')).toMatchObject({ label: 'Eta', before: '', after: '0.3' })
    expect(row('kept ADetailer')).toMatchObject({ label: 'ADetailer', after: 'face.pt' })
    const tab = { ad_model: 'face.pt', ad_confidence: 0.5 }
    expect(patchOf(rows, { ...form, extra: { s_noise: 1, alwayson_scripts: { other: {} } } })).toMatchObject({
      steps: 32,
      extra: {
        ...{ s_noise: 1, eta: 0.3 },
        alwayson_scripts: { other: {}, adetailer: { args: [true, false, tab] } },
      },
      overrides: { pad_cond_uncond: true },
    })
    const some = rows.filter(({ name }) => name === 'steps' || name === 'kept Pad conds')
    expect(patchOf(some, form)).toEqual({ steps: 32, extra: {}, overrides: { pad_cond_uncond: true } })
  })
  it('says which numbers are out of range, with what would be taken', () => {
    const odd = reviewOf(TEXT.replace('Steps: 32', 'Steps: 500').replace('90210', '-7'), form)
    expect(odd.rows.find(({ name }) => name === 'steps')).toMatchObject({ after: '150' })
    expect(odd.rows.find(({ name }) => name === 'seed')).toBeUndefined()
    expect(odd.odd.map((each) => inWords(oddNumberWords(each)))).toEqual([
      ...['Steps: 150 in place of 500', 'Seed: -7 is left out'],
    ])
    expect(odd.left).toEqual(['Model hash'])
  })
  it('makes units of ControlNet of its keys, in one line, in place of those of the form', () => {
    const text = `${TEXT}, ControlNet 0: "Module: canny, Model: edges [0123abcd], Weight: 0.5"`
    const line = (of: GenerationRequest) =>
      reviewOf(text, of).rows.find(({ label }) => label === 'ControlNet')
    const made = line(form)
    expect(made).toMatchObject({ before: '', after: 'canny · edges [0123abcd] · 0.5', kept: { units: [{}] } })
    const other = { alwayson_scripts: { controlnet: { args: [{ module: 'depth' }] }, other: { args: [] } } }
    const before = { ...form, extra: other }
    expect(line(before)?.before).toBe('on')
    const { extra } = patchOf(
      [line(before)].flatMap((row) => row ?? []),
      before,
    )
    expect(unitsIn(extra ?? {})).toMatchObject([{ module: 'canny', model: 'edges [0123abcd]', weight: 0.5 }])
    expect(extra?.alwayson_scripts).toHaveProperty('other')
    expect(pictureless(extra ?? {})).toBe(0)
    expect(line({ ...form, extra: extra ?? {} })).toBeUndefined()
  })
  it('is nothing where the form has it all', () => {
    const taken = { ...form, ...patchOf(rows, form) }
    expect(reviewOf(TEXT, taken).rows).toEqual([])
  })
})

it.each([
  [TEXT, true],
  ['Steps: 20, Sampler: Euler', true],
  ['Steps: to take, one after the other', false],
  ['a prompt about Steps: 20, in the middle of a line', false],
  [`${'x'.repeat(300_000)}\nSteps: 20, Sampler: Euler`, false],
])('a text is told from a prompt by its line of parameters (%#)', (text, is) => {
  expect(isInfotext(text)).toBe(is)
})
