import { expect, it } from 'vitest'
import { detects, modelFor, thresholdsOf } from './control-modules.ts'

const MODELS = ['control_v11f1p_sd15_depth [cfd03158]', 'control_v11p_sd15_canny [d14c016b]']

it('a preprocessor finds the model that goes with it, by its kind', () => {
  expect(modelFor('canny', MODELS)).toBe(MODELS[1])
  expect(modelFor('depth_midas', MODELS)).toBe(MODELS[0])
  expect(modelFor('openpose_full', MODELS)).toBeNull()
  expect(modelFor('None', MODELS)).toBeNull()
})

it('a preprocessor tells what its two numbers mean, whatever the letters of its name', () => {
  expect(thresholdsOf('Canny')).toMatchObject({ a: { about: 'low' }, b: { about: 'high', usual: 200 } })
  expect(thresholdsOf('reference_only')).toEqual({ a: expect.objectContaining({ about: 'fidelity' }) })
  expect(thresholdsOf('openpose')).toEqual({})
  expect([detects('none'), detects('None '), detects('canny')]).toEqual([false, false, true])
})

it('takes the ranges that machines tell, in words of its own where it has them', () => {
  const low = { label: 'Canny Low Threshold', min: 5, max: 90, step: 5, usual: 40 }
  const { label: _, ...range } = low
  expect(thresholdsOf('canny', [low])).toEqual({ a: { about: 'low', ...range } })
  expect(thresholdsOf('canny', [])).toEqual({})
  expect(thresholdsOf('normal_dsine', [low])).toEqual({ a: { about: { label: low.label }, ...range } })
})
