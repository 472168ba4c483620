import { describe, expect, it } from 'vitest'
import { growthOf, repeated } from '../../../shared/testing/growth.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { collectWildcards, MOST_LINES, promptsOfIndex, wildcardNames } from './wildcards.ts'

const source = (lists: Readonly<Record<string, readonly string[]>>) => ({
  lines: (name: string) => (Object.hasOwn(lists, name) ? (lists[name] ?? null) : null),
})
const WEATHER = ['clear', 'rain', 'snow', 'fog']

function prompts(
  prompt: string,
  lists: Readonly<Record<string, readonly string[]>>,
  { seed = 7, images = 200, negativePrompt = '' } = {},
) {
  const wildcards = collectWildcards([prompt, negativePrompt], source(lists))
  return Array.from({ length: images }, (_, index) =>
    promptsOfIndex({ prompt, negativePrompt, seed, ...(wildcards && { wildcards }) }, index),
  )
}

describe('what a prompt can draw from', () => {
  it('finds each name once, folders included, and leaves snake_case alone', () => {
    expect(wildcardNames('__a__, __b/c-1__ __a__ snake_case __ not one __')).toEqual(['a', 'b/c-1'])
  })

  it('finds names with blanks, signs, stars and letters of any script, and no end of one reference for the beginning of another', () => {
    expect(wildcardNames('__soft light__, __c+grade__ __天気__ __animals/*__ __été (old)__')).toEqual([
      'soft light',
      'c+grade',
      '天気',
      'animals/*',
      'été (old)',
    ])
    expect(wildcardNames('x__y __weather__, __mood__')).toEqual(['weather', 'mood'])
  })

  it('looks for them in linear time', async () => {
    for (const part of ['__a', '_', '__ ', 'a_', `__${'b'.repeat(199)} `])
      expect(await growthOf(wildcardNames, repeated(part), 50_000)).toMatchObject({ linear: true })
  })

  it('is nothing where no list has the name, or the list is empty', () => {
    expect(collectWildcards(['__weather__'], source({}))).toBeUndefined()
    expect(collectWildcards(['__weather__'], source({ weather: [] }))).toBeUndefined()
    expect(collectWildcards(['plain'], source({ weather: WEATHER }))).toBeUndefined()
  })

  it('takes lists along that only other lists refer to, with the LoRAs of all lines', () => {
    const found = collectWildcards(
      ['__scene__'],
      source({
        scene: ['a __place__', '<lora:ink:0.5> town'],
        place: ['harbour <lora:sea:1>'],
        other: ['x'],
      }),
    )
    expect([...(found?.lists.keys() ?? [])].sort()).toEqual(['place', 'scene'])
    expect([...(found?.loras ?? [])].sort()).toEqual(['ink', 'sea'])
  })

  it('refuses more lines than a job can carry, and names the list', () => {
    const long = Array.from({ length: MOST_LINES }, (_, at) => `line ${at}`)
    expect(collectWildcards(['__long__'], source({ long }))?.lists.get('long')).toHaveLength(MOST_LINES)
    expect(() => collectWildcards(['__long__ __one__'], source({ long, one: ['x'] }))).toThrowError(
      expect.objectContaining({
        kind: 'bad-request',
        message: expect.stringContaining('more than 20,000 lines'),
        remedy: reason('planning.wildcards-too-long.remedy', { name: 'long' }),
      }),
    )
  })

  it('reaches 200 lists at most', () => {
    const chain = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`l${at}`, [`__l${at + 1}__`]]))
    const lists = collectWildcards(['__l0__'], source(chain))?.lists
    expect(lists?.size).toBe(200)
    expect(lists?.has('l199')).toBe(true)
  })

  it('knows no list that only an object would have', () => {
    expect(collectWildcards(['____proto____ __constructor__'], source({}))).toBeUndefined()
  })
})

describe('the prompt of an image', () => {
  it('is the text itself where nothing is drawn', () => {
    expect(prompts('a __other__', {}, { images: 2 })).toEqual([
      { prompt: 'a __other__', negativePrompt: '' },
      { prompt: 'a __other__', negativePrompt: '' },
    ])
  })

  it('depends on nothing but seed and index', () => {
    const all = prompts('__weather__', { weather: WEATHER })
    expect(prompts('__weather__', { weather: WEATHER })).toEqual(all)
    // The image of index 5 has the seed of index 0 of a job that starts five seeds later.
    expect(prompts('__weather__', { weather: WEATHER }, { seed: 12, images: 1 })[0]).toEqual(all[5])
  })

  it('is drawn anew for each run: its first image draws as the first of a job does', () => {
    const wildcards = collectWildcards(['__n__'], source({ n: [...'0123456789'] }))
    const drawn = (index: number, runFirst?: number) =>
      promptsOfIndex(
        {
          ...{ prompt: '__n____n____n__', negativePrompt: '', seed: 7 },
          ...(wildcards && { wildcards }),
          ...(runFirst !== undefined && { runFirst }),
        },
        index,
      ).prompt
    // As the third image of a job with this seed (see below).
    expect([drawn(2), drawn(42, 40)]).toEqual(['011', '011'])
  })

  it('draws every line about equally often, neighbours independently', () => {
    const all = prompts('__weather__', { weather: WEATHER }, { images: 4000 }).map(({ prompt }) => prompt)
    for (const line of WEATHER) {
      const share = all.filter((each) => each === line).length / all.length
      expect(share).toBeGreaterThan(0.22)
      expect(share).toBeLessThan(0.28)
    }
    const repeated = all.filter((each, at) => each === all[at - 1]).length / all.length
    expect(repeated).toBeGreaterThan(0.22)
    expect(repeated).toBeLessThan(0.28)
  })

  it('draws each place of a text on its own, in both prompts, and goes into the lines', () => {
    const lists = { pair: ['__n__-__n__'], n: ['1', '2', '3', '4', '5', '6', '7', '8'] }
    const all = prompts('__pair__', lists, { negativePrompt: '__n__' })
    expect(all.every(({ prompt }) => /^[1-8]-[1-8]$/.test(prompt))).toBe(true)
    expect(all.some(({ prompt }) => prompt[0] !== prompt[2])).toBe(true)
    expect(all.some(({ prompt, negativePrompt }) => prompt[0] !== negativePrompt)).toBe(true)
  })

  it('ends where lists refer to each other in a ring, or a text asks for too much', () => {
    const [ring] = prompts('__a__', { a: ['x __b__'], b: ['y __a__'] }, { images: 1 })
    expect(ring?.prompt).toMatch(/^x y x y x y x y __a__$/)
    const [bomb] = prompts('__a__', { a: ['__a__ __a__ __a__ __a__ __a__ __a__ __a__ __a__'] }, { images: 1 })
    expect(bomb?.prompt.length).toBeLessThan(20_000)
  })

  it('leaves what there is no list for as it is written, beside what is drawn', () => {
    const [image] = prompts('__weather__ in __nowhere__', { weather: ['fog'] }, { images: 1 })
    expect(image?.prompt).toBe('fog in __nowhere__')
  })

  it('fills in 200 references, and leaves the rest as it is written', () => {
    const [image] = prompts('__n__ '.repeat(201).trim(), { n: ['x'] }, { images: 1 })
    expect(image?.prompt).toBe(`${'x '.repeat(200)}__n__`)
  })

  it('is what it was in earlier versions: a job that goes on, and settings that are used again, draw the same', () => {
    const digits = { n: [...'0123456789'] }
    // Worked out by another program, from what the functions say of mulberry32.
    const drawn = (seed: number) =>
      prompts('__n____n____n__', digits, { seed, images: 4 }).map(({ prompt }) => prompt)
    expect(drawn(7)).toEqual(['421', '113', '011', '610'])
    expect(drawn(2 ** 32 + 7)).toEqual(['421', '315', '886', '210'])
    expect(drawn(2 ** 40)).toEqual(['437', '489', '738', '227'])
  })

  it('draws for seeds beyond 32 bits too', () => {
    const near = 2 ** 32 - 1
    const all = prompts('__weather__', { weather: WEATHER }, { seed: near, images: 100 })
    expect(new Set(all.map(({ prompt }) => prompt)).size).toBe(4)
  })
})
