import { describe, expect, it } from 'vitest'
import { DEFAULT_REQUEST } from '../../../../shared/generation.ts'
import { ImageIndex, TaskId } from '../../../../shared/ids.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import type { AnswerInfo, BatchRequest, GenerationParams } from '../../generation.ts'
import type { Passed } from '../request/passed.ts'
import { judgeAnswer } from './judge-answer.ts'

const { images: _images, mode: _mode, stepScaling: _scaling, ...DEFAULTS } = DEFAULT_REQUEST

/** Images 4..6 of a job whose first seed is 100 and first subseed 7. */
function batch(params: Partial<GenerationParams> = {}, more: Partial<BatchRequest> = {}): BatchRequest {
  const all: GenerationParams = { ...DEFAULTS, seed: 100, subseed: 7, ...params }
  const varies = all.subseedStrength > 0
  return {
    taskId: TaskId.parse('tributary-1'),
    params: all,
    firstIndex: ImageIndex.parse(4),
    count: 3,
    seed: varies ? 100 : 104,
    subseed: 11,
    checkpoint: 'dreamshaper_8',
    saveOnWorker: false,
    ...more,
  }
}

const text = (pairs: string) => `a herd of cows\nSteps: 20, Sampler: Euler a, CFG scale: 7.0, ${pairs}`
const image = (position: number, infotext: string | null, width = 512): Passed => ({
  position,
  infotext,
  width,
  height: width,
})
const seeded = (position: number, seed: number) =>
  image(position, text(`Seed: ${seed}, Model: dreamshaper_8`))
const info = (more: Partial<AnswerInfo> = {}): AnswerInfo => ({
  indexOfFirstImage: 0,
  allSeeds: [104, 105, 106],
  allSubseeds: [11, 12, 13],
  infotexts: null,
  samplerName: 'Euler a',
  checkpointName: 'dreamshaper_8',
  checkpointHash: null,
  version: 'v1.10.1',
  ...more,
})
const judge = (
  request: BatchRequest,
  passed: Passed[],
  answer: AnswerInfo | null,
  options = { interrupted: false },
) => judgeAnswer(request, passed, answer, options)
const indexes = (...args: Parameters<typeof judge>) => judge(...args).images.map(({ index }) => index)

describe('matching the images of an answer to the indexes of a batch', () => {
  it('reads the seed inside each picture', () => {
    expect(indexes(batch(), [seeded(0, 104), seeded(1, 105), seeded(2, 106)], info())).toEqual([4, 5, 6])
  })

  it('believes the seed more than the place', () => {
    expect(indexes(batch(), [seeded(0, 106), seeded(1, 104)], info())).toEqual([6, 4])
  })

  it('sets a grid aside that comes first', () => {
    const passed = [image(0, text('Seed: 104'), 1024), seeded(1, 104), seeded(2, 105), seeded(3, 106)]
    expect(indexes(batch(), passed, info({ indexOfFirstImage: 1 }))).toEqual([null, 4, 5, 6])
  })

  it('takes no picture for a grid that is one of as many as were asked for, whatever the answer tells', () => {
    const passed = [seeded(0, 104), seeded(1, 105), seeded(2, 106)]
    expect(indexes(batch(), passed, info({ indexOfFirstImage: 1 }))).toEqual([4, 5, 6])
    const grid = [image(0, text('Seed: 104'), 1024), seeded(1, 104), seeded(2, 105)]
    expect(indexes(batch(), grid, info({ indexOfFirstImage: 1 }))).toEqual([null, 4, 5])
  })

  it('knows a grid by its size when the answer broke off before it told of one', () => {
    const passed = [image(0, text('Seed: 104'), 1024), seeded(1, 104)]
    expect(indexes(batch(), passed, null)).toEqual([null, 4])
    const bare = [image(0, null, 1024), image(1, null), image(2, null)]
    expect(indexes(batch(), bare, null)).toEqual([null, 4, 5])
  })

  it('does not take a hires picture for a grid', () => {
    const hires = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 }
    expect(indexes(batch({ hires }), [image(0, text('Seed: 104'), 1024)], info())).toEqual([4])
  })

  it('sets control images and masks aside: they carry no text where the pictures do', () => {
    const passed = [seeded(0, 104), image(1, null), seeded(2, 105), seeded(3, 106), image(4, null)]
    expect(indexes(batch(), passed, info())).toEqual([4, null, 5, 6, null])
  })

  it('sets extras aside by their place where no picture carries text', () => {
    const passed = [0, 1, 2, 3, 4].map((position) => image(position, null))
    expect(indexes(batch(), passed, info())).toEqual([4, 5, 6, null, null])
  })

  it('takes what came when fewer images came', () => {
    expect(indexes(batch(), [seeded(0, 104)], info())).toEqual([4])
    expect(indexes(batch(), [], info())).toEqual([])
  })

  it('takes no index twice', () => {
    expect(indexes(batch(), [seeded(0, 104), seeded(1, 104)], info())).toEqual([4, null])
  })

  it('takes nothing with a seed that is none of the batch', () => {
    expect(indexes(batch(), [seeded(0, 103), seeded(1, 107), seeded(2, 9)], info())).toEqual([
      null,
      null,
      null,
    ])
  })

  it('tells variations of one seed apart by their variation seed', () => {
    const varied = (position: number, subseed: number) =>
      image(
        position,
        text(`Seed: 100, Model: dreamshaper_8, Variation seed: ${subseed}, Variation seed strength: 0.3`),
      )
    const request = batch({ subseedStrength: 0.3 })
    expect(indexes(request, [varied(0, 13), varied(1, 11)], info())).toEqual([6, 4])
  })

  it('takes variations by the list of subseeds, or by place, where the text has no variation seed', () => {
    const request = batch({ subseedStrength: 0.3 })
    const answer = info({ allSeeds: [100, 100, 100] })
    expect(indexes(request, [seeded(0, 100), seeded(1, 100)], answer)).toEqual([4, 5])
    expect(indexes(request, [seeded(0, 100), seeded(1, 100)], null)).toEqual([4, 5])
  })

  it('uses the infotexts of the answer where the pictures carry none', () => {
    const infotexts = [text('Seed: 105'), text('Seed: 104')]
    expect(indexes(batch(), [image(0, null), image(1, null)], info({ infotexts }))).toEqual([5, 4])
  })

  it('uses the list of seeds where there are no infotexts at all', () => {
    expect(indexes(batch(), [image(0, null)], info({ allSeeds: [106, 105, 104] }))).toEqual([6])
    expect(indexes(batch(), [image(0, null)], info({ allSeeds: [999] }))).toEqual([null])
  })

  it('goes by place for servers that tell nothing, such as koboldcpp', () => {
    expect(indexes(batch({}, { count: 1 }), [image(0, null)], null)).toEqual([4])
  })

  it('goes by place past an image that was damaged', () => {
    expect(indexes(batch(), [image(0, null), image(2, null)], info({ allSeeds: null }))).toEqual([4, 6])
  })
})

describe('labels that cannot all be right', () => {
  const flagsOf = (...args: Parameters<typeof judge>) => judge(...args).images.map(({ flags }) => flags)
  const doubtful = ['seed-not-confirmed']

  it.each<[string, Passed[], Partial<AnswerInfo>, (typeof doubtful | [])[]]>([
    [
      'one seed in every text',
      [104, 104, 104].map((seed, at) => seeded(at, seed)),
      {},
      [doubtful, doubtful, doubtful],
    ],
    [
      'one seed in every text and in the list',
      [104, 104, 104].map((seed, at) => seeded(at, seed)),
      { allSeeds: [104, 104, 104] },
      [doubtful, doubtful, doubtful],
    ],
    [
      'one seed in the list, no text',
      [0, 1, 2].map((at) => image(at, null)),
      { allSeeds: [104, 104, 104] },
      [doubtful, doubtful, doubtful],
    ],
    [
      'one infotext for all, beside the pictures',
      [0, 1, 2].map((at) => image(at, null)),
      { infotexts: [104, 104, 104].map((seed) => text(`Seed: ${seed}`)) },
      [doubtful, doubtful, doubtful],
    ],
    ['two texts alike', [104, 105, 105].map((seed, at) => seeded(at, seed)), {}, [[], doubtful, doubtful]],
    [
      'a numbering off by one',
      [105, 106, 107].map((seed, at) => seeded(at, seed)),
      {},
      [doubtful, doubtful, doubtful],
    ],
    [
      'a numbering off by two',
      [102, 103, 104].map((seed, at) => seeded(at, seed)),
      {},
      [doubtful, doubtful, doubtful],
    ],
    [
      'no text in one',
      [seeded(0, 104), image(1, null), seeded(2, 106)],
      { allSeeds: null },
      [[], doubtful, []],
    ],
    [
      'no seed in one',
      [seeded(0, 104), image(1, text('Model: dreamshaper_8')), seeded(2, 106)],
      { allSeeds: null },
      [[], doubtful, []],
    ],
    [
      'a grid before one seed for all',
      [image(0, text('Seed: 104'), 1024), seeded(1, 104), seeded(2, 104), seeded(3, 104)],
      { indexOfFirstImage: 1 },
      [[], doubtful, doubtful, doubtful],
    ],
    [
      'a mask after each of one seed for all',
      [seeded(0, 104), image(1, null), seeded(2, 104), image(3, null), seeded(4, 104), image(5, null)],
      {},
      [doubtful, [], doubtful, [], doubtful, []],
    ],
  ])('%s: by place, and flagged', (_, passed, answer, flags) => {
    const judged = judge(batch(), passed, info(answer))
    expect(judged.images.map(({ index }) => index).filter((index) => index !== null)).toEqual([4, 5, 6])
    expect(judged.images.map((each) => each.flags)).toEqual(flags)
    expect(judged).toMatchObject({ substituted: null, otherSeeds: null })
  })

  it('a batch of one whose label is off by one is kept like the larger ones of such a server', () => {
    const judged = judge(batch({}, { count: 1 }), [seeded(0, 105)], info({ allSeeds: [105] }))
    expect(judged.images).toMatchObject([{ index: 4, flags: doubtful }])
  })

  it('variations with one variation seed for all: by place, and flagged', () => {
    const varied = (position: number) =>
      image(position, text('Seed: 100, Variation seed: 11, Model: dreamshaper_8'))
    const request = batch({ subseedStrength: 0.3 })
    expect(indexes(request, [varied(0), varied(1), varied(2)], info())).toEqual([4, 5, 6])
    expect(flagsOf(request, [varied(0), varied(1), varied(2)], info())).toEqual([
      doubtful,
      doubtful,
      doubtful,
    ])
  })

  it('flags nothing where the server labels nothing at all', () => {
    const bare = [0, 1, 2].map((at) => image(at, null))
    expect(flagsOf(batch(), bare, info({ allSeeds: null }))).toEqual([[], [], []])
  })

  it('goes by no place where another number of images came', () => {
    expect(indexes(batch(), [seeded(0, 104), seeded(1, 104)], info())).toEqual([4, null])
    const four = [104, 104, 104, 104].map((seed, at) => seeded(at, seed))
    expect(indexes(batch(), four, info())).toEqual([4, null, null, null])
  })

  it('takes no control image for a picture that lacks its text', () => {
    const passed = [seeded(0, 104), seeded(1, 105), image(2, null)]
    const answer = info({ infotexts: [text('Seed: 104'), text('Seed: 105')] })
    expect(indexes(batch(), passed, answer)).toEqual([4, 5, null])
    expect(indexes(batch(), passed, null)).toEqual([4, 5, null])
  })
})

const otherSeeds = ({ otherSeeds: seeds }: ReturnType<typeof judgeAnswer>) =>
  seeds === null ? null : say('dispatch.made-seeds', { ...seeds })

describe('other seeds than asked', () => {
  it.each<[string, number[], string]>([
    ['counted up from another start', [705, 706, 707], '(705 instead of 104)'],
    ['the same for all', [705, 705, 705], '(705 instead of 104)'],
    ['drawn for each', [9, 70_000, 5], '(9 instead of 104)'],
    ['drawn for all but the first', [104, 70_000, 5000], '(70000 instead of 105)'],
    ['a batch further', [107, 108, 109], '(107 instead of 104)'],
  ])('%s: told as such, and not taken for the ones asked for', (_, seeds, words) => {
    const passed = seeds.map((seed, at) => seeded(at, seed))
    for (const answer of [info(), null]) {
      const judged = judge(batch(), passed, answer)
      expect(otherSeeds(judged)).toBe(`it made other seeds than asked ${words}`)
      expect(judged.images.filter(({ index }) => index !== null)).toHaveLength(seeds.includes(104) ? 1 : 0)
    }
  })

  it('are told by the list where no text tells them', () => {
    const request = batch({ seed: 5_000_000_000 - 4 }, { seed: 5_000_000_000, count: 1 })
    const judged = judge(request, [image(0, null)], info({ allSeeds: [705_032_704] }))
    expect(otherSeeds(judged)).toBe('it made other seeds than asked (705032704 instead of 5000000000)')
    expect(judged.images).toMatchObject([{ index: null }])
  })

  it('are not what a control image with a text of its own tells', () => {
    const passed = [seeded(0, 104), seeded(1, 105), seeded(2, 106), image(3, text('Seed: 9'))]
    expect(judge(batch(), passed, info())).toMatchObject({ otherSeeds: null })
    expect(indexes(batch(), passed, info())).toEqual([4, 5, 6, null])
  })
})

describe('flagging', () => {
  it('marks every image of an interrupted request as partial', () => {
    const { images, substituted } = judge(batch(), [seeded(0, 104)], info(), { interrupted: true })
    expect(images[0]?.flags).toEqual(['partial'])
    expect(substituted).toBeNull()
  })

  it('marks an image made with another checkpoint and says which', () => {
    const passed = [image(0, text('Seed: 104, Model: anything_v3'))]
    const { images, substituted } = judge(batch(), passed, info())
    expect(images[0]).toMatchObject({ index: 4, flags: ['other-checkpoint'] })
    expect(inWords(substituted ?? '')).toBe('it used checkpoint anything_v3 instead of dreamshaper_8')
  })

  it('does not judge extras', () => {
    const passed = [seeded(0, 104), image(1, text('Seed: 9, Model: anything_v3'))]
    expect(judge(batch(), passed, info()).substituted).toBeNull()
  })
})

describe('a picture of another size than asked', () => {
  it('is flagged, whoever told nothing about it', () => {
    for (const answer of [info(), null]) {
      const judged = judge(batch(), [image(0, null, 448), image(1, null), image(2, null)], answer)
      expect(judged.images.map(({ flags }) => flags)).toEqual([['size-differs'], [], []])
      expect(inWords(judged.substituted ?? '')).toBe('it made 448x448 instead of 512x512')
    }
  })

  it('is flagged where all are so large that one of them would be a grid', () => {
    const large = (at: number) => image(at, text(`Seed: ${104 + at}`), 1024)
    for (const answer of [info(), null]) {
      const judged = judge(batch(), [large(0), large(1), large(2)], answer)
      expect(judged.images.map(({ index, flags }) => [index, flags])).toEqual(
        [4, 5, 6].map((index) => [index, ['size-differs']]),
      )
      expect(inWords(judged.substituted ?? '')).toBe('it made 1024x1024 instead of 512x512')
    }
    expect(indexes(batch(), [large(0)], null)).toEqual([null])
  })

  it('says nothing where its request was interrupted: it may have ended before the hires pass', () => {
    const hires = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 }
    const judged = judge(batch({ hires }), [seeded(0, 104)], info(), { interrupted: true })
    expect(judged.images.map(({ flags }) => flags)).toEqual([['partial']])
    expect(judged.substituted).toBeNull()
  })
})

describe('the answer of a selectable script', () => {
  const scripted = batch({ script: { title: 'X/Y/Z plot', args: [] } })
  const kept = (...args: Parameters<typeof judge>) =>
    judge(...args).images.map(({ index, beside, flags }) => [index, beside ?? false, ...flags])
  it('is kept whole: the first picture behind the grid is the one asked for, whatever the script changed', () => {
    const passed = [image(0, text('Seed: 104'), 2048), image(1, text('Seed: 7, Model: other')), seeded(2, 8)]
    expect(kept(scripted, passed, info({ indexOfFirstImage: 1 }))).toEqual([
      [null, true],
      [4, false],
      [null, true],
    ])
  })
  it('is a grid alone', () => {
    expect(kept(scripted, [image(0, text('Seed: 104'), 2048)], info({ indexOfFirstImage: 1 }))).toEqual([
      [4, false],
    ])
  })
  it('that was cut short counts for nothing, one that was interrupted in part', () => {
    const passed = [seeded(0, 104), seeded(1, 104)]
    expect(kept(scripted, passed, null)).toEqual([
      [null, false],
      [null, false],
    ])
    expect(kept(scripted, passed, info(), { interrupted: true })).toEqual([
      [4, false, 'partial'],
      [null, false],
    ])
  })
})
