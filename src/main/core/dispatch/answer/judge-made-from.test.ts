import { describe, expect, it } from 'vitest'
import { ImageIndex, TaskId } from '../../../../shared/ids.ts'
import { inWords } from '../../../../shared/words/say.ts'
import type { AnswerInfo, BatchRequest, GenerationParams } from '../../generation.ts'
import { IMAGE_TO_IMAGE, inputOf, UPSCALE } from '../../speed/testing/from-others.ts'
import { paramsFor } from '../../speed/testing/true-speed.ts'
import type { Passed } from '../request/passed.ts'
import { judgeAnswer } from './judge-answer.ts'

const batch = (params: Partial<GenerationParams>, count = 1): BatchRequest => ({
  ...{ taskId: TaskId.parse('tributary-1'), firstIndex: ImageIndex.parse(4), count, seed: 104, subseed: 1 },
  ...{ params: paramsFor({ seed: 100, ...params }), checkpoint: null, saveOnWorker: false },
})
const image = (position: number, seed: number | null, width: number, height: number): Passed => ({
  ...{ position, width, height },
  infotext: seed === null ? null : `a\nSteps: 20, Sampler: Euler a, CFG scale: 7.0, Seed: ${seed}`,
})
const judge = (request: BatchRequest, passed: Passed[], info: AnswerInfo | null = null) => {
  const { images, substituted } = judgeAnswer(request, passed, info, { interrupted: false })
  return {
    images: images.map(({ index, attached }) => (attached === true ? 'beside' : index)),
    why: substituted === null ? null : inWords(substituted),
  }
}
const from = (more: Partial<typeof IMAGE_TO_IMAGE>) => ({
  ...{ imageToImage: { ...IMAGE_TO_IMAGE, ...more }, input: inputOf(1000, 701) },
})
const mask = inputOf(1000, 701)

describe('answers to what is made from other pictures', () => {
  it.each<[string, Partial<GenerationParams>, [number, number], boolean]>([
    ['the size of the request', from({}), [512, 512], true],
    ['the size of the input where it has its own', from({ ownSize: true }), [1000, 704], true],
    ['the size of the input where only a part was made', from({ mask, onlyMasked: true }), [1000, 701], true],
    ['the size asked for where the mask was blank', from({ mask, onlyMasked: true }), [512, 512], true],
    ['another size', from({ mask }), [1000, 701].map((px) => px / 2) as [number, number], false],
    ['twice the size', { upscale: UPSCALE, input: inputOf(300, 200) }, [600, 400], true],
    ['the size it had', { upscale: UPSCALE, input: inputOf(300, 200) }, [300, 200], false],
  ])('may have %s: %s', (_, params, [width, height], asAsked) => {
    expect(judge(batch(params), [image(0, 104, width, height)]).why === null).toBe(asAsked)
  })
  it('go by their place where they were made larger, whatever their texts say', () => {
    const request = batch({ upscale: UPSCALE, input: inputOf(300, 200) })
    expect(judge(request, [image(0, 777, 600, 400)])).toEqual({ images: [4], why: null })
    expect(judge(request, [image(0, null, 600, 400)])).toEqual({ images: [4], why: null })
  })
  it('keep a grid in front, masks between and control images behind, and count none of them', () => {
    const passed = [
      image(0, 104, 1024, 512),
      image(1, 104, 512, 512),
      image(2, null, 512, 512),
      image(3, 105, 512, 512),
      image(4, null, 512, 512),
      image(5, null, 512, 512),
    ]
    expect(judge(batch(from({}), 2), passed).images).toEqual(['beside', 4, 'beside', 5, 'beside', 'beside'])
  })
  it.each([
    ['masks', 2, 0],
    ['masks and composites', 3, 0],
    ['masks, and the map of a unit behind all', 2, 1],
  ])('that hold no text are placed between their %s', (_, step, units) => {
    const text = (seed: number) => `a\nSteps: 20, Sampler: Euler a, CFG scale: 7.0, Seed: ${seed}`
    const info: AnswerInfo = {
      ...{ indexOfFirstImage: 0, allSeeds: [104, 105], allSubseeds: null, samplerName: null },
      ...{ infotexts: [text(104), text(105)], checkpointName: null, checkpointHash: null, version: null },
    }
    const extra = {
      alwayson_scripts: { ControlNet: { args: Array.from({ length: units }, () => ({ model: 'canny' })) } },
    }
    const passed = Array.from({ length: 2 * step + units }, (_, at) => image(at, null, 512, 512))
    const beside = (count: number) => Array.from({ length: count }, () => 'beside')
    expect(judge(batch({ ...from({ mask }), extra }, 2), passed, info).images).toEqual([
      ...[4, ...beside(step - 1)],
      ...[5, ...beside(step - 1), ...beside(units)],
    ])
  })
  it('keep nothing of another seed', () => {
    const passed = [image(0, 104, 512, 512), image(1, 104, 512, 512), image(2, 105, 512, 512)]
    expect(judge(batch({}), passed).images).toEqual([4, null, null])
  })
})
