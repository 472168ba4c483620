import { describe, expect, it } from 'vitest'
import type { JobRecord } from '../ports.ts'
import { promptsOfIndex } from '../prompt/wildcards.ts'
import { expectWhole } from './testing/expectations.ts'
import { createWorld, requestFor, steady, type World } from './testing/world.ts'

const WILDCARDS = { weather: ['clear', 'rain', 'snow', 'fog'], mood: ['calm', 'wild'] }
const PROMPT = 'a harbour, __weather__, __other__'
const ASKED = requestFor(24, { prompt: PROMPT, negativePrompt: '__mood__', seed: 77 })

const worldOf = (names: readonly (readonly [string, number])[], wildcards = WILDCARDS) =>
  createWorld(
    names.map(([name, ipm]) => ({ truth: steady(name, ipm) })),
    { wildcards },
  )
const byIndex = (world: World) =>
  [...world.sink.stored]
    .sort((a, b) => a.index - b.index)
    .map(({ prompt, negativePrompt }) => ({ prompt, negativePrompt }))
const runs = async (world: World, record?: JobRecord) => {
  const job = world.dispatcher.submit(ASKED, record === undefined ? {} : { record })
  return world.clock.run(world.dispatcher.whenDone(job.id))
}

describe('a prompt with wildcards', () => {
  it('is drawn for every image by itself, and names without a list stay', async () => {
    const world = worldOf([['laptop', 20]])
    expectWhole(world, await runs(world))
    const prompts = byIndex(world).map(({ prompt }) => prompt)
    expect(prompts.every((prompt) => /^a harbour, (clear|rain|snow|fog), __other__$/.test(prompt))).toBe(true)
    expect(new Set(prompts).size).toBe(4)
    expect(new Set(byIndex(world).map(({ negativePrompt }) => negativePrompt))).toEqual(
      new Set(['calm', 'wild']),
    )
  })

  it('makes the same pictures whoever makes them', async () => {
    const alone = worldOf([['laptop', 20]])
    const shared = worldOf([
      ['argon', 5],
      ['master', 15],
      ['laptop', 20],
    ])
    await runs(alone)
    await runs(shared)
    expect(byIndex(shared)).toEqual(byIndex(alone))
  })

  it('sends together what follows each other and was drawn the same, plans so, and says how long that takes', async () => {
    const world = worldOf([['laptop', 20]])
    const plan = world.dispatcher.preview(ASKED)
    const job = await runs(world)
    expectWhole(world, job)
    const texts = byIndex(world).map((each) => JSON.stringify(each))
    const { received } = world.fleet.server('laptop')
    for (const { request } of received)
      expect(new Set(texts.slice(request.firstIndex, request.firstIndex + request.count)).size).toBe(1)
    const rows = texts.filter((text, at) => text !== texts[at - 1]).length
    expect(rows).toBeLessThan(24)
    // The first request is small, so that there is a picture soon.
    expect([rows, rows + 1]).toContain(received.length)
    expect(plan.shares[0]?.batches).toHaveLength(rows)
    expect(job.makespanSeconds).toBeCloseTo(plan.makespanSeconds ?? 0, 0)
  })

  it.each(['exact', 'bonus', 'until'] as const)(
    'never sends images of different lines together, in the mode "%s"',
    async (mode) => {
      const world = worldOf(
        [
          ['argon', 2],
          ['master', 15],
          ['laptop', 20],
        ],
        { weather: ['clear', 'rain'] } as typeof WILDCARDS,
      )
      const until = { by: 'duration', seconds: 120, at: null } as const
      const job = world.dispatcher.submit({ ...ASKED, negativePrompt: '', until, mode })
      await world.clock.run(world.dispatcher.whenDone(job.id))
      const sent = ['argon', 'master', 'laptop'].flatMap((name) => world.fleet.server(name).received)
      expect(sent.some(({ request }) => request.count > 1)).toBe(true)
      for (const { request } of sent)
        for (let at = 0; at < request.count; at++)
          expect(
            promptsOfIndex({ ...request.params, prompt: PROMPT }, request.firstIndex + at).prompt,
            `image ${request.firstIndex + at}`,
          ).toBe(request.params.prompt)
    },
  )

  it('cuts between the lines of a list of prompts where only some are drawn', async () => {
    const world = worldOf([['laptop', 20]])
    const request = {
      ...ASKED,
      images: 6,
      prompts: ['a cat', 'a {red|blue} fish'],
      variants: 'draw' as const,
    }
    const job = world.dispatcher.submit(request)
    expectWhole(world, await world.clock.run(world.dispatcher.whenDone(job.id)))
    const asked = world.dispatcher.drawPrompts(request, 12)
    expect(byIndex(world).map(({ prompt }) => prompt)).toEqual(asked.map(({ prompt }) => prompt))
  })

  it('sends batches as ever where no list has the name', async () => {
    const world = worldOf([['laptop', 20]], {} as typeof WILDCARDS)
    await runs(world)
    expect(world.fleet.server('laptop').received.some(({ request }) => request.count > 1)).toBe(true)
    expect(byIndex(world)[0]?.prompt).toBe(PROMPT)
  })

  it('is resumed with the lines it was submitted with, whatever the files hold now', async () => {
    const before = worldOf([['laptop', 20]])
    await runs(before)
    const [record] = before.journal.records.values()
    const after = worldOf([['laptop', 20]], { weather: ['something else'], mood: ['other'] })
    await runs(after, { ...(record as JobRecord), state: 'queued' })
    expect(byIndex(after)).toEqual(byIndex(before))
  })
})
