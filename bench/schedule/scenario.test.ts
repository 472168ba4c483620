import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { drawWorld, gainOf } from './draw-world.ts'
import { readScenario, readScenarios, type Scenario } from './scenario.ts'

const warnings: string[] = []
const read = (content: object, file = '07-some-fleet.json'): Scenario =>
  readScenario(file, JSON.stringify(content), (text) => warnings.push(text))
const workerOf = (fields: object) => read({ images: 5, workers: [{ ipm: 20, ...fields }] }).workers[0]
const bench = join(import.meta.dirname, '..')

describe('a scenario file', () => {
  it('needs images and workers with a speed, nothing else', () => {
    expect(read({ images: 12, workers: [{ ipm: 20 }] })).toMatchObject({
      name: 'some-fleet',
      kind: 'static',
      jobs: [12],
      noise: 0,
      workers: [{ count: 1, ipm: 20, overheadSeconds: 0, loadSeconds: 0, joinsAt: 0, slowdowns: [] }],
    })
  })
  it.each<[string, object, 'static' | 'dynamic']>([
    ['knows its speeds', { overheadSeconds: 2, vramCap: 3, loadSeconds: 20, batchGain: 0.6 }, 'static'],
    ['believes what is true', { believedIpm: 20 }, 'static'],
    ['believes something else', { believedIpm: 30 }, 'dynamic'],
    ['joins', { joinsAt: 5 }, 'dynamic'],
    ['leaves', { leavesAt: 5 }, 'dynamic'],
    ['slows', { slowdowns: [{ at: 5, factor: 0.5 }] }, 'dynamic'],
    ['hides its memory', { vramCap: 3, vramCapKnown: false }, 'dynamic'],
  ])('whose worker %s is of the right kind', (_, fields, kind) => {
    expect(read({ images: 5, workers: [{ ipm: 20, ...fields }] }).kind).toBe(kind)
  })
  it('may say itself of which kind it is', () => {
    expect(read({ kind: 'dynamic', images: 5, workers: [{ ipm: 20 }] }).kind).toBe('dynamic')
  })

  it.each<[string, object, object]>([
    ['snake case', { believed_ipm: 10, overhead_seconds: 2 }, { believedIpm: 10, overheadSeconds: 2 }],
    [
      'other words',
      { believed: 10, overhead: 2, cap: 3 },
      { believedIpm: 10, overheadSeconds: 2, vramCap: 3 },
    ],
    ['null for what is not given', { leavesAt: null, vramCap: null, believedIpm: null }, { joinsAt: 0 }],
    ['ranges', { ipm: [2, 60], loadSeconds: { min: 5, max: 9 } }, { ipm: [2, 60], loadSeconds: [5, 9] }],
    ['one slowdown', { slowdowns: { at: 3, factor: 0.5 } }, { slowdowns: [{ at: 3, factor: 0.5 }] }],
    ['slowdowns as pairs', { slowdowns: [[3, 0.5]] }, { slowdowns: [{ at: 3, factor: 0.5 }] }],
    ['one slowdown as a pair', { slowdowns: [3, 0.5] }, { slowdowns: [{ at: 3, factor: 0.5 }] }],
    [
      'from and to',
      { slowdowns: [{ from: 3, to: 9, speed: 0.5 }] },
      { slowdowns: [{ at: 3, until: 9, factor: 0.5 }] },
    ],
    ['times slower', { slowdowns: [{ at: 3, factor: 4 }] }, { slowdowns: [{ at: 3, factor: 0.25 }] }],
    ['a gain at 8', { batchGain: 0.6 }, { batchGain: { 8: 0.6 } }],
    ['gains per size', { batchGain: { 4: 0.7, 8: 0.6 } }, { batchGain: { 4: 0.7, 8: 0.6 } }],
    [
      'gains as pairs',
      {
        batchGain: [
          [4, 0.7],
          [8, 0.6],
        ],
      },
      { batchGain: { 4: 0.7, 8: 0.6 } },
    ],
    ['gains as a list', { batchGain: [1, 0.8, 0.7] }, { batchGain: { 1: 1, 2: 0.8, 3: 0.7 } }],
  ])('may be spelt with %s', (_, given, meant) => {
    warnings.length = 0
    expect(workerOf(given)).toMatchObject(meant)
    expect(warnings).toEqual([])
  })
  it('may tell what is believed for the whole fleet at once', () => {
    const workers = [
      { name: 'a', ipm: 20 },
      { name: 'b', ipm: 10 },
    ]
    expect(
      read({ images: 5, believedIpm: [25, 15], workers }).workers.map((each) => each.believedIpm),
    ).toEqual([25, 15])
    const byName = read({ images: 5, believedIpm: { b: 15 }, workers }).workers
    expect(byName.map((each) => each.believedIpm)).toEqual([undefined, 15])
  })
  it('may name its workers by keys, and its noise sigma', () => {
    const scenario = read({ images: 5, noise: { sigma: 0.2 }, workers: { a: { ipm: 20 }, b: { ipm: 10 } } })
    expect(scenario).toMatchObject({ noise: 0.2, workers: [{ name: 'a' }, { name: 'b' }] })
  })
  it('warns of keys that mean nothing, but for remarks', () => {
    warnings.length = 0
    read({ images: 5, _remark: 'x', $schema: 'y', workers: [{ ipm: 20, colour: 'red' }] })
    expect(warnings).toEqual(['07-some-fleet.json: "colour" means nothing here and is ignored'])
  })
  it.each<[string, string, string]>([
    ['is not JSON', '{', 'f.json is not JSON'],
    ['is a list', '[]', 'f.json: the file'],
    ['asks for nothing', '{"workers": [{"ipm": 1}]}', 'needs `images` or `jobs`'],
    ['has nobody', '{"images": 5, "workers": []}', 'f.json: workers'],
    ['has a worker without a speed', '{"images": 5, "workers": [{"name": "a"}]}', 'f.json: workers.0.ipm'],
    ['has a worker that stands still', '{"images": 5, "workers": [{"ipm": 0}]}', 'f.json: workers.0.ipm'],
    ['has a range upside down', '{"images": 5, "workers": [{"ipm": [9, 3]}]}', 'f.json: workers.0.ipm'],
    [
      'has a moment of no kind',
      '{"images": 5, "workers": [{"ipm": 9, "joinsAt": "soon"}]}',
      'f.json: workers.0.joinsAt',
    ],
  ])('that %s is refused with its name and the field', (_, text, message) => {
    expect(() => readScenario('f.json', text, () => undefined)).toThrow(message)
  })
  it('may say how it is planned, what is known, and what it aims at', () => {
    expect(read({ images: 5, workers: [{ ipm: 20 }] })).toMatchObject({
      mode: 'exact',
      fresh: false,
      wildcards: false,
      goal: null,
    })
    const more = { mode: 'bonus', fresh: true, wildcards: true, goal: 1.2 }
    expect(read({ images: 5, workers: [{ ipm: 20 }], ...more })).toMatchObject({ ...more, kind: 'dynamic' })
    expect(workerOf({ fresh: true })).toMatchObject({ fresh: true })
  })
  it('may say by when instead of how many', () => {
    const workers = [{ ipm: 20 }]
    expect(read({ mode: 'until', until: 90, workers })).toMatchObject({ mode: 'until', until: 90 })
    expect(read({ mode: 'until', deadline_seconds: 90, workers }).until).toBe(90)
    expect(read({ mode: 'until', until: '10m', workers }).until).toBe(600)
    expect(read({ mode: 'until', images: 40, workers })).toMatchObject({ jobs: [40], until: null })
    expect(read({ images: 40, workers }).until).toBeNull()
  })
  it('may give a job as an object, and moments as lists', () => {
    const jobs = [100, { images: 4, priority: 'first' }, { images: 2 }]
    expect(read({ jobs, workers: [{ ipm: 1 }] })).toMatchObject({
      jobs: [100, 4, 2],
      priorities: ['normal', 'first', 'normal'],
    })
    expect(workerOf({ leavesAt: [5, '50%'], returnsAt: [9], joinsAt: [0, 80] })).toMatchObject({
      leavesAt: [5, '50%'],
      returnsAt: [9],
      joinsAt: [0, 80],
    })
  })
  it.each<[string, object, string]>([
    ['a time for another mode', { until: 60 }, 'f.json: the file: `until` is for the mode "until"'],
    [
      'a time that is no duration',
      { mode: 'until', until: '18:00' },
      'f.json: until: seconds, or like "10m"',
    ],
    [
      'several requests by one time',
      { mode: 'until', jobs: [5, 5] },
      'f.json: the file: the mode "until" has one request',
    ],
    ['a mode that there is not', { mode: 'soon' }, 'f.json: mode'],
    ['a priority that there is not', { jobs: [{ images: 4, priority: 'urgent' }] }, 'f.json: jobs.0'],
    ['an empty list of moments', { workers: [{ ipm: 1, leavesAt: [] }] }, 'f.json: workers.0.leavesAt'],
    ['a freshness that is no yes or no', { fresh: 'very' }, 'f.json: fresh'],
    ['a goal that nobody can reach', { goal: 0.9 }, 'f.json: goal'],
  ])('that asks for %s is refused with the field', (_, more, message) => {
    const text = JSON.stringify({ images: 5, workers: [{ ipm: 20 }], ...more })
    expect(() => readScenario('f.json', text, () => undefined)).toThrow(message)
  })
  it('reads every file that comes with the project', () => {
    const scenarios = ['scenarios', 'scenarios-extra'].flatMap((folder) =>
      readScenarios(join(bench, folder), (text) => expect.fail(text)),
    )
    expect(scenarios.length).toBeGreaterThan(40)
  })
  it('says when a folder is missing or empty', () => {
    expect(() => readScenarios(join(bench, 'nowhere'), () => undefined)).toThrow('cannot be read')
    expect(() => readScenarios(join(bench, 'schedule'), () => undefined)).toThrow('holds no *.json file')
  })
})

describe('a world drawn from a scenario', () => {
  const scenario = read({
    images: 100,
    noise: 0.2,
    workers: [
      { name: 'many', count: 3, ipm: [2, 60] },
      { ipm: 60, leavesAt: '50%', believedIpm: 30 },
    ],
  })
  it('is the same for the same seed and another for another', () => {
    const speeds = (seed: number) => drawWorld(scenario, seed).workers.map(({ truth }) => truth.ipm)
    expect(speeds(1)).toEqual(speeds(1))
    expect(speeds(1)).not.toEqual(speeds(2))
    const noise = (seed: number) => drawWorld(scenario, seed).noiseOf(0)()
    expect(noise(1)).toBe(noise(1))
  })
  it('numbers workers alike and keeps beliefs apart from the truth', () => {
    const { workers } = drawWorld(scenario, 1)
    expect(workers.map(({ truth }) => truth.name)).toEqual(['many-1', 'many-2', 'many-3', 'worker-4'])
    expect(workers[3]).toMatchObject({ believedIpm: 30, truth: { ipm: 60 } })
    expect(workers[0]?.believedIpm).toBe(workers[0]?.truth.ipm)
  })
  it('takes percents of the time the fleet would need if nothing happened', () => {
    const one = read({ images: 100, workers: [{ ipm: 60, leavesAt: '50%', returnsAt: '80%' }] })
    expect(drawWorld(one, 1).workers[0]?.truth).toMatchObject({
      leavesAt: expect.closeTo(50),
      returnsAt: expect.closeTo(80),
    })
  })
  it('has measured nobody in a fresh fleet, but for those of whom a benchmark told', () => {
    const workers = [{ ipm: 20 }, { ipm: 20, believedFactor: 2 }, { ipm: 20, fresh: false }]
    const drawn = drawWorld(read({ images: 5, fresh: true, workers }), 1).workers
    expect(drawn.map(({ fresh, measuredIpm }) => [fresh, measuredIpm])).toEqual([
      [true, null],
      [true, 40],
      [false, 20],
    ])
  })
  it('holds one image at a time where each has its own prompt', () => {
    const { workers } = drawWorld(read({ images: 5, wildcards: true, workers: [{ ipm: 20, vramCap: 6 }] }), 1)
    expect(workers[0]).toMatchObject({ truth: { vramCap: 1 }, knownCap: 6 })
  })
  it('has noise of mean 1', () => {
    const next = drawWorld(scenario, 3).noiseOf(1)
    const draws = Array.from({ length: 4000 }, next)
    const mean = draws.reduce((sum, each) => sum + each, 0) / draws.length
    expect(mean).toBeCloseTo(1, 1)
    expect(Math.sqrt(draws.reduce((sum, each) => sum + (each - mean) ** 2, 0) / draws.length)).toBeCloseTo(
      0.2,
      1,
    )
  })
  it('lets a figure at 8 mean a fixed part and a part per image', () => {
    const gain = gainOf({ 8: 0.6 })
    expect([1, 8, 16].map(gain)).toEqual([1, expect.closeTo(0.6), expect.closeTo(0.6)])
    const time = (b: number) => b * gain(b)
    expect(time(3) - time(2)).toBeCloseTo(time(8) - time(7))
  })
})
