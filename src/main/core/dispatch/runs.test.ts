import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GenerationRequest } from '../../../shared/generation.ts'
import type { GridAxis } from '../../../shared/grid.ts'
import { mostImages } from '../../../shared/run-count.ts'
import { RequestRuns } from '../runs/request-runs.ts'
import { expectWhole } from './testing/expectations.ts'
import { createUnwatchedWorld as createWorld, requestFor, steady, type World } from './testing/world.ts'

/** 3 checkpoints x 4 samplers x 5 seeds, a run of one image each. */
const GRID: Partial<GenerationRequest> = {
  grid: {
    axes: [
      { field: 'seed', values: ['1', '2', '3', '4', '5'] },
      { field: 'sampler', values: ['Euler a', 'Euler', 'DPM++ 2M', 'DDIM'] },
      { field: 'checkpoint', values: ['common', 'other', 'third'] },
    ],
  },
}

const worldOf = (workers: readonly (readonly [string, number])[], loadSeconds: number) =>
  createWorld(workers.map(([name, ipm]) => ({ truth: steady(name, ipm, { loadSeconds }) })))

const run = (world: World, request: GenerationRequest) => {
  const job = world.dispatcher.submit(request)
  return world.clock.run(world.dispatcher.whenDone(job.id))
}

/** What each index was made of. */
const made = (world: World) =>
  [...world.sink.stored]
    .sort((a, b) => a.index - b.index)
    .map(({ index, seed, subseed, prompt, checkpoint, sampler, steps }) => ({
      ...{ index, seed, subseed, prompt, checkpoint, sampler, steps },
    }))

/** Checkpoints a server was sent, one after another. */
const checkpointsOf = (world: World, name: string) =>
  world.fleet
    .server(name)
    .received.map(({ request }) => request.checkpoint)
    .filter((checkpoint, at, all) => checkpoint !== all[at - 1])

const THREE = [
  ['argon', 20],
  ['laptop', 20],
  ['master', 20],
] as const

describe('a job of many runs', () => {
  it('is refused, and has no plan, where one of its prompts has options in it', () => {
    const world = worldOf(THREE, 5)
    const request = requestFor(1, { prompts: ['a cat', 'a dog --steps 20'] })
    const refused = expect.objectContaining({ kind: 'bad-request', field: 'prompts' })
    expect(() => world.dispatcher.submit(request)).toThrow(refused)
    expect(() => world.dispatcher.plan(request)).toThrow(refused)
  })

  it('makes every cell of a grid as it was asked for', async () => {
    const world = worldOf(THREE, 5)
    const request = requestFor(2, { ...GRID, seed: 9 })
    expectWhole(world, await run(world, request))
    const runs = new RequestRuns(request, { seed: 9, subseed: 0 })
    const cells = made(world)
    expect(cells).toHaveLength(120)
    for (const { index, seed, checkpoint, sampler } of cells) {
      const params = runs.paramsOf(index)
      expect([checkpoint, sampler]).toEqual([params.checkpoint, params.sampler])
      expect(seed).toBe(params.seed + (index % 2))
    }
    expect(cells.slice(0, 4).map(({ seed }) => seed)).toEqual([1, 2, 2, 3])
  })

  it('loads no checkpoint twice on a worker, and ends close to what is possible', async () => {
    const world = worldOf(THREE, 20)
    const job = await run(world, requestFor(1, GRID))
    expectWhole(world, job)
    for (const [name] of THREE) {
      const loaded = checkpointsOf(world, name)
      expect(new Set(loaded).size).toBe(loaded.length)
    }
    // 60 images over 60 a minute, and one has its checkpoint: 20 s of work each, and 20 s of loading for two of them.
    expect(job.makespanSeconds).toBeLessThan(90)
  })

  it('gives the same pictures over one, three and seven workers of which two die', async () => {
    const request = requestFor(2, { ...GRID, seed: 4 })
    const alone = worldOf([['argon', 60]], 3)
    await run(alone, request)
    const three = worldOf(THREE, 3)
    await run(three, request)
    const seven = createWorld(
      Array.from({ length: 7 }, (_, at) => ({
        truth: steady(`w${at}`, 10 + 3 * at, { loadSeconds: 3, ...(at < 2 && { leavesAt: 20 + at }) }),
      })),
    )
    await run(seven, request)
    expect(made(alone)).toHaveLength(120)
    expect(made(three)).toEqual(made(alone))
    expect(made(seven)).toEqual(made(alone))
  })

  it('is planned as it is dealt, and says who makes what', async () => {
    const world = worldOf(THREE, 20)
    const request = requestFor(4, GRID)
    const plan = world.dispatcher.preview(request)
    expect(plan.requested).toBe(240)
    expect(plan.shares.reduce((sum, { images }) => sum + images, 0)).toBe(240)
    const job = await run(world, request)
    expect((job.makespanSeconds ?? 0) / (plan.makespanSeconds ?? 1)).toBeLessThan(1.15)
    expect(job.makespanSeconds ?? 0).toBeGreaterThanOrEqual((plan.lowerBoundSeconds ?? 0) * 0.95)
  })

  it('makes what it can, and fails with the reason for what nobody can', async () => {
    const world = worldOf(THREE, 1)
    const request = requestFor(2, {
      grid: { axes: [{ field: 'checkpoint', values: ['common', 'absent'] }] },
    })
    const job = await run(world, request)
    expect([job.state, job.stored, job.requested]).toEqual(['failed', 2, 4])
    expect(JSON.stringify(job.problem)).toContain('absent')
  })

  it('waits for nobody while the last pictures that can be made are written', async () => {
    const states: string[] = []
    const world = createWorld(
      THREE.map(([name, ipm]) => ({ truth: steady(name, ipm, { loadSeconds: 1 }) })),
      { onEvent: (event) => event.type === 'jobChanged' && states.push(event.job.state) },
    )
    world.sink.busy = () => new Promise((resolve) => world.clock.after(4_000, resolve))
    const grid = { axes: [{ field: 'checkpoint' as const, values: ['common', 'absent'] }] }
    const job = await run(world, requestFor(2, { grid }))
    expect([job.state, job.stored]).toEqual(['failed', 2])
    expect(states).toContain('running')
    expect(states).not.toContain('waiting')
  })

  it('never mixes runs in one request', async () => {
    const world = worldOf(THREE, 1)
    await run(world, requestFor(5, { prompts: ['a cat', 'a dog', 'a fish'], checkpoint: 'common' }))
    for (const [name] of THREE)
      for (const { request } of world.fleet.server(name).received)
        expect(Math.floor(request.firstIndex / 5)).toBe(
          Math.floor((request.firstIndex + request.count - 1) / 5),
        )
    expect(made(world).map(({ prompt }) => prompt)).toEqual(
      ['a cat', 'a dog', 'a fish'].flatMap((prompt) => Array.from({ length: 5 }, () => prompt)),
    )
    expect(made(world).map(({ seed }, at) => seed - (made(world)[0]?.seed ?? 0) - (at % 5))).toEqual(
      Array.from({ length: 15 }, () => 0),
    )
  })

  it('draws alternatives for each image by its seed, or makes every combination', async () => {
    const prompt = 'a {red|green|blue} {cat|dog}'
    const drawn = worldOf(THREE, 1)
    await run(drawn, requestFor(30, { prompt, variants: 'draw', seed: 3 }))
    const prompts = made(drawn).map((each) => each.prompt)
    expect(prompts.every((text) => /^a (red|green|blue) (cat|dog)$/.test(text))).toBe(true)
    expect(new Set(prompts).size).toBeGreaterThan(3)
    const all = worldOf(THREE, 1)
    await run(all, requestFor(2, { prompt, variants: 'all' }))
    expect(made(all)).toHaveLength(12)
    expect(new Set(made(all).map((each) => each.prompt)).size).toBe(6)
  })

  it('loses nothing whatever the grid and whoever leaves', async () => {
    const axes: GridAxis[] = [
      { field: 'checkpoint', values: ['common', 'other', 'third'] },
      { field: 'steps', values: ['10', '20', '40'] },
      { field: 'sampler', values: ['Euler a', 'DDIM'] },
      { field: 'size', values: ['512x512', '768x768'] },
    ]
    const cases = fc.record({
      axes: fc.subarray(axes, { minLength: 1, maxLength: 3 }),
      images: fc.integer({ min: 1, max: 3 }),
      ipm: fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 2, maxLength: 5 }),
      leavesAt: fc.integer({ min: 5, max: 60 }),
      loadSeconds: fc.integer({ min: 0, max: 30 }),
    })
    await fc.assert(
      fc.asyncProperty(cases, async ({ axes, images, ipm, leavesAt, loadSeconds }) => {
        const world = createWorld(
          ipm.map((each, at) => ({
            truth: steady(`w${at}`, each, { loadSeconds, ...(at === 0 && { leavesAt }) }),
          })),
        )
        const request = requestFor(images, { grid: { axes } })
        expectWhole(world, await run(world, request))
        expect(made(world).map(({ index }) => index)).toEqual(
          Array.from({ length: mostImages(request) }, (_, index) => index),
        )
      }),
      { numRuns: 25 },
    )
  })

  it.each([
    ['a value an axis cannot have', { grid: { axes: [{ field: 'steps', values: ['ten'] }] } }, 'ten'],
    [
      'a billion cells',
      { grid: { axes: [1, 2, 3].map(() => ({ field: 'steps', values: Array(1000).fill('20') })) } },
      '1,000,000,000|1000000000',
    ],
    [
      'another mode',
      { grid: { axes: [{ field: 'steps', values: ['1', '2'] }] }, mode: 'bonus' },
      'fixed number',
    ],
    [
      'words that the prompt has not',
      { grid: { axes: [{ field: 'prompt-replace', values: ['cat', 'dog'] }] } },
      'cat',
    ],
  ] as [string, Partial<GenerationRequest>, string][])('is refused with %s', (_, more, said) => {
    const world = worldOf(THREE, 1)
    const asked = () => world.dispatcher.submit(requestFor(1, { prompt: 'a bird', ...more }))
    expect(asked).toThrow(new RegExp(said))
    expect(() => world.dispatcher.preview(requestFor(1, { prompt: 'a bird', ...more }))).toThrow(
      new RegExp(said),
    )
  })
})

it('sends images one by one to a machine that would draw their noise together, and batches to the others', async () => {
  const options = (together: boolean) => ({
    capabilities: { pictureOptions: { no_dpmpp_sde_batch_determinism: together } },
  })
  const sent = async (sampler: string) => {
    const world = createWorld([
      { truth: steady('argon', 20), belief: options(true) },
      { truth: steady('laptop', 20), belief: options(false) },
    ])
    expectWhole(world, await run(world, requestFor(24, { sampler })))
    return ['argon', 'laptop'].map((name) =>
      Math.max(...world.fleet.server(name).received.map(({ request }) => request.count)),
    )
  }
  const [alone, several = 0] = await sent('DPM++ SDE')
  expect([alone, several > 1]).toEqual([1, true])
  expect((await sent('Euler a')).every((most) => most > 1)).toBe(true)
})
