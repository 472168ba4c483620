import { describe, expect, it } from 'vitest'
import {
  alwaysOnIn,
  DETAILER_ARGS,
  detailerIn,
  detailerModelsIn,
  withAlwaysOn,
  withDetailer,
} from './always-on.ts'
import type { Json } from './extra-fields.ts'

const units = { ControlNet: { args: [{ module: 'canny' }] } }

describe('always-on scripts', () => {
  it('are named by a request, but for ControlNet', () => {
    const extra = { alwayson_scripts: { ...units, Hypertile: { args: [true, 256] }, odd: 7 } }
    expect(alwaysOnIn(extra)).toEqual([
      { title: 'Hypertile', args: [true, 256] },
      { title: 'odd', args: [] },
    ])
    expect(alwaysOnIn({})).toEqual([])
  })
  it('are set, added and left out beside what else there is', () => {
    const one = withAlwaysOn({ eta: 1, alwayson_scripts: units }, 'hypertile', [true])
    expect(one).toEqual({ eta: 1, alwayson_scripts: { ...units, hypertile: { args: [true] } } })
    expect(withAlwaysOn(one, 'hypertile', [false])).toMatchObject({
      alwayson_scripts: { hypertile: { args: [false] } },
    })
    expect(withAlwaysOn(one, 'hypertile', null)).toEqual({ eta: 1, alwayson_scripts: units })
    expect(withAlwaysOn({ alwayson_scripts: { a: { args: [] } } }, 'a', null)).toEqual({})
  })
})

describe('ADetailer', () => {
  it('begins as its own panel does', () => {
    expect(DETAILER_ARGS.slice(0, 2)).toEqual([true, false])
    expect(detailerIn(DETAILER_ARGS)).toEqual({
      model: 'face_yolov8n.pt',
      prompt: '',
      confidence: 0.3,
      denoise: 0.4,
    })
  })
  it('is set in its first tab, whatever stands around it', () => {
    const args = [true, { ad_model: 'hand_yolov8n.pt', ad_x_offset: 3 }, { ad_model: 'second' }]
    expect(withDetailer(args, { confidence: 0.7, prompt: 'a hand' })).toEqual([
      true,
      { ad_model: 'hand_yolov8n.pt', ad_x_offset: 3, ad_confidence: 0.7, ad_prompt: 'a hand' },
      { ad_model: 'second' },
    ])
    expect(detailerIn([true, false])).toBeNull()
  })
  it('tells what it looks for, in each tab that is on', () => {
    const asked = (...args: Json[]) => detailerModelsIn({ alwayson_scripts: { ADetailer: { args } } })
    const [face, hand] = [{ ad_model: 'face.pt' }, { ad_model: 'hand.pt' }]
    expect(asked(true, false, face, hand, face)).toEqual(['face.pt', 'hand.pt'])
    expect(asked(face, { ...hand, ad_tab_enable: false }, { ad_model: 'None' })).toEqual(['face.pt'])
    expect(asked(false, false, face)).toEqual([])
    expect(detailerModelsIn({})).toEqual([])
  })
})
