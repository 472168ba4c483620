import { expect, it } from 'vitest'
import { extrasOfInfotext, presentOf, withKept } from './infotext-extras.ts'

const of = (pairs: Readonly<Record<string, string>>) => extrasOfInfotext(new Map(Object.entries(pairs)))

it('numbers of samplers are fields of a body, what options write are options', () => {
  const { kept, used } = of({ Eta: '0.31', 'Pad conds': 'True', Emphasis: 'No norm', Version: 'v1.10.1' })
  expect(kept).toEqual([
    { key: 'Eta', value: '0.31', extra: { eta: 0.31 }, overrides: {} },
    { key: 'Pad conds', value: 'True', extra: {}, overrides: { pad_cond_uncond: true } },
    { key: 'Emphasis', value: 'No norm', extra: {}, overrides: { emphasis: 'No norm' } },
  ])
  expect([...used]).toEqual(['Eta', 'Pad conds', 'Emphasis'])
})

it('a value that is not what its key needs is passed over, and so are names of objects', () => {
  const odd = { Eta: 'high', 'Pad conds': '1', 'UniPC order': '1e9', constructor: '1', toString: '2' }
  expect(of(odd)).toEqual({ kept: [], used: new Set(), left: [], odd: [] })
})

it('keys of ADetailer are one script with a tab for each of its numbers', () => {
  const { kept, used } = of({
    'ADetailer model': 'face.pt',
    'ADetailer dilate erode': '4',
    'ADetailer inpaint only masked': 'True',
    'ADetailer prompt': 'eyes, [SEP] beak',
    'ADetailer model 2nd': 'hand.pt',
    'ADetailer unheard of': '1',
    'ADetailer version': '24.5.1',
  })
  const face = { ad_model: 'face.pt', ad_dilate_erode: 4, ad_inpaint_only_masked: true }
  const args = [true, false, { ...face, ad_prompt: 'eyes, [SEP] beak' }, { ad_model: 'hand.pt' }]
  expect(kept).toEqual([
    {
      ...{ key: 'ADetailer', value: 'face.pt, hand.pt', overrides: {} },
      extra: { alwayson_scripts: { adetailer: { args } } },
    },
  ])
  expect(used.has('ADetailer unheard of')).toBe(false)
  expect(of({ 'ADetailer confidence': '0.4' }).kept).toEqual([])
})

it('they come beside what a form has, and in the place of the same script, however it is spelled', () => {
  const [kept] = of({ 'ADetailer model': 'face.pt' }).kept
  const before = { eta: 1, alwayson_scripts: { ADetailer: { args: [false] }, other: { args: [] } } }
  const after = withKept(before, kept?.extra ?? {})
  expect(after).toEqual({
    eta: 1,
    alwayson_scripts: { ADetailer: { args: [true, false, { ad_model: 'face.pt' }] }, other: { args: [] } },
  })
  if (kept) expect(presentOf({ extra: before, overrides: {} }, kept)).toEqual({ args: [false] })
})
