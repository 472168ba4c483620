import { describe, expect, it } from 'vitest'
import { NEW_UNIT, pictureless, settingsOf, withSettings, withUnits } from './control-unit-fields.ts'
import { unitsIn } from './control-units.ts'
import { InputId } from './input-picture.ts'
import { referenceTo } from './input-reference.ts'

const id = InputId.parse('a'.repeat(64))
const other = InputId.parse('b'.repeat(64))

describe('what a unit of ControlNet says', () => {
  it('is read from words and from numbers, in any letters, and is as ControlNet has it where nothing is said', () => {
    expect(settingsOf({ control_mode: 2, resize_mode: 'just resize' })).toMatchObject({
      ...{ mode: 'control', fit: 'stretch', enabled: true, module: 'none', model: 'None' },
      ...{ weight: 1, start: 0, end: 1, pixelPerfect: false, resolution: null, thresholdA: null },
    })
    expect(settingsOf({ control_mode: 'nonsense', resize_mode: 9 })).toMatchObject({
      ...{ mode: 'balanced', fit: 'crop' },
    })
    expect(settingsOf({ processor_res: -1, threshold_a: -1, threshold_b: 0 })).toMatchObject({
      ...{ resolution: null, thresholdA: null, thresholdB: 0 },
    })
  })
  it('has its picture as text, in an object, or under its older name', () => {
    const text = referenceTo(id)
    for (const unit of [{ image: text }, { image: { image: text, mask: null } }, { input_image: text }])
      expect(settingsOf(unit).picture?.id).toBe(id)
    expect(settingsOf({ image: 'iVBORw0KGgo' }).picture).toBeNull()
  })
})

describe('changing a unit', () => {
  it('keeps fields that no form shows', () => {
    const changed = withSettings(
      { ...NEW_UNIT, hr_option: 'Both' },
      { weight: 0.5, mode: 'prompt', fit: 'fill' },
    )
    expect(changed).toMatchObject({
      ...{ hr_option: 'Both', weight: 0.5, module: 'none' },
      ...{ control_mode: 'My prompt is more important', resize_mode: 'Resize and Fill' },
    })
  })
  it('takes what belonged to a picture with it', () => {
    const unit = { ...NEW_UNIT, input_image: referenceTo(id), mask: referenceTo(id) }
    const replaced = withSettings(unit, { picture: other })
    expect(replaced).toEqual({ ...NEW_UNIT, image: referenceTo(other) })
    expect(withSettings(replaced, { picture: null })).toEqual(NEW_UNIT)
    expect(withSettings(unit, { weight: 2 })).toHaveProperty('mask')
  })
  it('leaves a number to the server again', () => {
    const set = withSettings(NEW_UNIT, { thresholdA: 90, resolution: 640 })
    expect(set).toMatchObject({ threshold_a: 90, processor_res: 640 })
    expect(withSettings(set, { thresholdA: null, resolution: null })).toEqual(NEW_UNIT)
  })
})

describe('the units of a request', () => {
  const extra = { alwayson_scripts: { controlnet: { args: [NEW_UNIT, 7] }, ADetailer: { args: [] } }, eta: 1 }
  it('are put back under the title that stood there, beside other scripts', () => {
    expect(unitsIn(extra)).toEqual([NEW_UNIT])
    const two = [NEW_UNIT, { ...NEW_UNIT, weight: 0.4 }]
    expect(withUnits(extra, two)).toEqual({
      ...{ eta: 1, alwayson_scripts: { ADetailer: { args: [] }, controlnet: { args: two } } },
    })
    expect(unitsIn(withUnits({}, two))).toEqual(two)
  })
  it('leave nothing behind when the last one goes', () => {
    expect(withUnits(extra, [])).toEqual({ eta: 1, alwayson_scripts: { ADetailer: { args: [] } } })
    expect(withUnits(withUnits({ eta: 1 }, [NEW_UNIT]), [])).toEqual({ eta: 1 })
  })
  it('tell which one is on and has no picture', () => {
    const off = { ...NEW_UNIT, enabled: false }
    const whole = withSettings(NEW_UNIT, { picture: id })
    expect(pictureless(withUnits({}, [off, whole]))).toBeNull()
    expect(pictureless(withUnits({}, [off, whole, NEW_UNIT]))).toBe(2)
    // Base64 that nobody stored yet is a picture as well.
    expect(pictureless(withUnits({}, [{ ...NEW_UNIT, image: 'iVBORw0KGgo' }]))).toBeNull()
  })
})
