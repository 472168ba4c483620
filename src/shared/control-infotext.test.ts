import { describe, expect, it } from 'vitest'
import { unitsInWords, unitsOfInfotext } from './control-infotext.ts'
import { settingsOf } from './control-unit-fields.ts'
import { ExtraFields } from './extra-fields.ts'
import { readInfotext } from './infotext.ts'
import { requestOfInfotext } from './request-of-infotext.ts'

const HEAD = 'a bird\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 6, Size: 512x768, Model: bird_v1'
/** What ControlNet is told in an infotext of that last line. */
const of = (more: string) => unitsOfInfotext(readInfotext(`${HEAD}, ${more}, Version: v1.10.1`).parameters)

describe('units of ControlNet in an infotext', () => {
  // Shapes of texts of pictures that people published; what writes them: infotext.py and internal_controlnet/args.py of sd-webui-controlnet,
  // lib_controlnet/infotext.py of Forge.
  it('of sd-webui-controlnet are read setting by setting', () => {
    const { units, used, left, odd } = of(
      'ControlNet 0: "Module: canny, Model: control_v11p_sd15_canny [d14c016b], Weight: 0.85, Resize Mode: Just Resize, Low Vram: False, Processor Res: 512, Threshold A: 90, Threshold B: 210, Guidance Start: 0, Guidance End: 0.8, Pixel Perfect: True, Control Mode: Balanced, Hr Option: Both, Save Detected Map: True"',
    )
    expect(units).toEqual([
      {
        ...{ enabled: true, module: 'canny', model: 'control_v11p_sd15_canny [d14c016b]', weight: 0.85 },
        ...{ resize_mode: 'Just Resize', control_mode: 'Balanced', guidance_start: 0, guidance_end: 0.8 },
        ...{ pixel_perfect: true, processor_res: 512, threshold_a: 90, threshold_b: 210 },
        ...{ low_vram: false, hr_option: 'Both', save_detected_map: true },
      },
    ])
    expect(units[0] && settingsOf(units[0])).toMatchObject({
      ...{ picture: null, fit: 'stretch', mode: 'balanced', end: 0.8, resolution: 512 },
    })
    expect([[...used], left, odd]).toEqual([['ControlNet 0'], [], []])
  })

  it('of Forge are, too, whose members of enumerations and defaults are told as Python has them', () => {
    const { units, left } = of(
      'ControlNet 0: "Module: None, Model: diffusers_xl_canny_mid [112a778d], Weight: 1, Resize Mode: ResizeMode.OUTER_FIT, Processor Res: -1, Threshold A: -1.0, Threshold B: 0.5, Guidance Start: 0.0, Guidance End: 1.0, Pixel Perfect: False, Control Mode: ControlMode.CONTROL, Hr Option: HiResFixOption.HIGH_RES_ONLY"',
    )
    expect(units).toEqual([
      {
        ...{ enabled: true, module: 'None', model: 'diffusers_xl_canny_mid [112a778d]', weight: 1 },
        ...{ resize_mode: 'Resize and Fill', control_mode: 'ControlNet is more important' },
        ...{ guidance_start: 0, guidance_end: 1, pixel_perfect: false, threshold_b: 0.5 },
        hr_option: 'High res only',
      },
    ])
    expect(left).toEqual([])
  })

  it('are read where numbers stand for words, as clients of the API send them', () => {
    const { units } = of(
      'ControlNet 0: "Module: tile_resample, Model: control_v11f1e_sd15_tile, Weight: 0.6, Resize Mode: 1, Low Vram: False, Processor Res: 512, Threshold A: 1, Threshold B: 1, Guidance Start: 0.0, Guidance End: 1.0, Pixel Perfect: True, Control Mode: 1, Hr Option: HiResFixOption.BOTH, Save Detected Map: False"',
    )
    expect(units).toMatchObject([
      {
        ...{ resize_mode: 'Crop and Resize', control_mode: 'My prompt is more important' },
        ...{ hr_option: 'Both', save_detected_map: false },
      },
    ])
  })

  it('of before September 2023 are read, whose values hold commas and odd brackets', () => {
    const { units, left } = of(
      [
        'ControlNet 0: "preprocessor: lineart_standard (from white bg & black line), model: control_v11p_sd15_lineart_fp16 [5c23b17d], weight: 1, starting/ending: (0.05, 1), resize mode: Crop and Resize, pixel perfect: True, control mode: ControlNet is more important, preprocessor params: (512, 64, 64)"',
        'ControlNet 1: "preprocessor: depth_leres (LeRes 深度图估算）, model: control_v11f1p_sd15_depth, weight: 0.7, starting/ending: (0.23, 0.76), resize mode: Envelope (Outer Fit), pixel_perfect: False, control mode: Balanced, preprocessor params: (1024, None, None)"',
      ].join(', '),
    )
    expect(units).toEqual([
      {
        ...{ enabled: true, module: 'lineart_standard (from white bg & black line)', weight: 1 },
        ...{ model: 'control_v11p_sd15_lineart_fp16 [5c23b17d]', resize_mode: 'Crop and Resize' },
        ...{ control_mode: 'ControlNet is more important', guidance_start: 0.05, guidance_end: 1 },
        ...{ pixel_perfect: true, processor_res: 512, threshold_a: 64, threshold_b: 64 },
      },
      {
        ...{ enabled: true, module: 'depth_leres (LeRes 深度图估算）', model: 'control_v11f1p_sd15_depth' },
        ...{ weight: 0.7, resize_mode: 'Resize and Fill', control_mode: 'Balanced' },
        ...{ guidance_start: 0.23, guidance_end: 0.76, pixel_perfect: false, processor_res: 1024 },
      },
    ])
    expect(left).toEqual([])
    expect(of('ControlNet: "preprocessor: reference_only, model: None, weight: 1"').units).toMatchObject([
      { module: 'reference_only', model: 'None' },
    ])
  })

  it('of before May 2023 have a key for each setting', () => {
    const { units, used, left } = of(
      'ControlNet-1 Enabled: True, ControlNet-1 Module: depth, ControlNet-1 Model: control_depth-fp16 [400750f6], ControlNet-1 Weight: 0.8, ControlNet-1 Guidance Start: 0, ControlNet-1 Guidance End: 1, ControlNet-0 Enabled: True, ControlNet-0 Module: canny, ControlNet-0 Model: control_canny-fp16 [e3fe7712], ControlNet-0 Weight: 0.55, ControlNet-2 Enabled: False, ControlNet-2 Module: hed, ControlNet Version: 1',
    )
    expect(units.map(({ module, weight }) => [module, weight])).toEqual([
      ['canny', 0.55],
      ['depth', 0.8],
    ])
    expect(used.has('ControlNet Version')).toBe(false)
    expect(used.size).toBe(12)
    expect(left).toEqual([])
  })

  it('take the nearest number that is allowed, and name what they make nothing of', () => {
    const { units, left, odd } = of(
      'ControlNet 0: "Module: canny, Model: c, Weight: 3, Guidance Start: 0.9, Guidance End: -1, Processor Res: 4096, Threshold A: many, Resize Mode: Sideways, Pulid Mode: Fidelity", ControlNet 1: "Module: hed, Model: h, Weight: 1.35-1.5"',
    )
    expect(units).toMatchObject([
      {
        weight: 2,
        guidance_start: 0,
        guidance_end: 0.9,
        processor_res: 2048,
        resize_mode: 'Crop and Resize',
      },
      { module: 'hed', weight: 1 },
    ])
    expect(left).toEqual(['ControlNet 0 Resize Mode', 'ControlNet 0 Pulid Mode'])
    expect(odd).toEqual([
      { key: 'ControlNet 0 Weight', told: '3', taken: '2' },
      { key: 'ControlNet 0 Guidance End', told: '-1', taken: '0' },
      { key: 'ControlNet 0 Processor Res', told: '4096', taken: '2048' },
      { key: 'ControlNet 0 Threshold A', told: 'many', taken: null },
      { key: 'ControlNet 1 Weight', told: '1.35-1.5', taken: null },
    ])
  })

  it('are none where the text names neither a preprocessor nor a model', () => {
    expect(of('ControlNet 0: something, ControlNet Weight: 1, controlnet 0: "a: b, c: d"').units).toEqual([])
    expect(of('Model: other').used.size).toBe(0)
  })

  it('are 20 at most, and read in time in proportion to the text', () => {
    const many = Array.from({ length: 40 }, (_, at) => `ControlNet ${at}: "Module: canny, Weight: 1"`)
    expect(of(many.join(', ')).units).toHaveLength(20)
    const long = new Map([['ControlNet 0', `Module: canny, Foo: ${', '.repeat(2_400)}`]])
    expect(unitsOfInfotext(long).units).toHaveLength(1)
    expect(unitsOfInfotext(new Map([['ControlNet 0', `Module: ${'x'.repeat(6_000)}`]])).used.size).toBe(0)
  })

  it('come to a request beside its fields, as one line that can be sent', () => {
    const { kept, left, fields } = requestOfInfotext(
      `${HEAD}, ControlNet 0: "Module: canny, Model: edges [0123abcd], Weight: 0.5", ControlNet 1: "Module: None, Model: pose, Weight: 1", Version: 1`,
    )
    expect(kept.map(({ key, value }) => [key, value])).toEqual([
      ['ControlNet', 'canny · edges [0123abcd] · 0.5; pose · 1'],
    ])
    expect(kept[0]?.units).toHaveLength(2)
    expect(ExtraFields.safeParse(kept[0]?.extra).success).toBe(true)
    expect(left).toEqual(['Version'])
    expect(fields.checkpoint).toBe('bird_v1')
    expect(unitsInWords([])).toBe('')
  })
})
