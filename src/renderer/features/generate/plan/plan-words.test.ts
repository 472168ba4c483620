import { describe, expect, it } from 'vitest'
import type { SettingDifference } from '../../../../shared/consistency.ts'
import { WorkerId } from '../../../../shared/ids.ts'
import type { Plan, PlanShare } from '../../../../shared/plan.ts'
import { plainText, reason } from '../../../../shared/words/catalogue.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import { namedShares, planSegments } from './plan-segments.ts'
import {
  barWords,
  leftOutWords,
  loadsWords,
  noteWords,
  requestSizes,
  shareLoads,
  shareWithSteps,
  shareWords,
  unlikeWords,
  unmeasuredWords,
  untilWords,
} from './plan-words.ts'

const share = (name: string, images: number, bonus: number): PlanShare => ({
  workerId: WorkerId.parse(name),
  name,
  images,
  bonus,
  batches: [images + bonus],
  complementary: bonus > 0,
  steps: null,
  releaseSeconds: 0,
  finishSeconds: 36,
})
const plan = (patch: Partial<Plan> = {}): Plan => ({
  mode: 'bonus',
  requested: 12,
  bonus: 11,
  shares: [share('laptop', 12, 0), share('master', 0, 8), share('argon', 0, 3)],
  leftOut: [],
  makespanSeconds: 36,
  spreadSeconds: 2,
  lowerBoundSeconds: 36,
  notes: [],
  unmeasured: [],
  ...patch,
})
const out = (name: string, why: string) => ({
  workerId: WorkerId.parse(name),
  name,
  reason: plainText(why),
})

describe('the plan bar', () => {
  it('shows the images asked for first, then the bonus, and nobody with nothing', () => {
    const mixed = plan({ shares: [share('laptop', 8, 0), share('master', 4, 2), share('argon', 0, 1)] })
    expect(planSegments(mixed).map(({ name, images, bonus }) => [name, images, bonus])).toEqual([
      ['laptop', 8, false],
      ['master', 4, false],
      ['master', 2, true],
      ['argon', 1, true],
    ])
  })
})

describe('a plan for those who do not see its bar', () => {
  it('is everybody with their images', () => {
    expect(barWords(planSegments(plan()))).toBe(
      'Plan: laptop 12 images, master 8 bonus images, and argon 3 bonus images',
    )
    expect(barWords([])).toBe('No plan yet')
  })
})

describe('the table of a plan', () => {
  it('holds equal requests together', () => {
    expect([[4, 4, 4, 2], [1], [2, 1, 2], []].map(requestSizes)).toEqual(['3 × 4, 2', '1', '2, 1, 2', ''])
  })
  it('says with how many steps a share is made, where that is not as asked', () => {
    expect(shareWithSteps({ images: 0, bonus: 1, steps: 14 })).toBe('+1 at 14 steps')
    expect(shareWithSteps({ images: 0, bonus: 1, steps: null })).toBe('+1')
  })
})

describe('the names under the plan bar', () => {
  it('are three, or two and how many more there are', () => {
    const four = [...plan().shares, share('neon', 1, 0)]
    expect(namedShares(plan())).toMatchObject({ more: 0, named: { length: 3 } })
    expect(namedShares({ shares: four })).toMatchObject({ more: 2, named: { length: 2 } })
  })
})

describe('the words under the plan bar', () => {
  it('count a share', () => {
    expect(plan().shares.map(shareWords)).toEqual(['12', '+8', '+3'])
    expect(shareWords({ images: 4, bonus: 2 })).toBe('4 +2')
  })
  it('say who is left out and why', () => {
    expect(leftOutWords(plan())).toBeNull()
    expect(leftOutWords(plan({ leftOut: [out('xenon', 'connection refused')] }))).toBe(
      'without xenon: connection refused',
    )
    expect(leftOutWords(plan({ leftOut: [out('a', 'it is paused'), out('b', 'it is paused')] }))).toBe(
      'without 2 machines: it is paused',
    )
    expect(leftOutWords(plan({ leftOut: [out('a', 'it is paused'), out('b', 'off')] }))).toBe(
      'without 2 machines',
    )
    const lost = (count: number) => ({ ...out('a', ''), reason: reason('common.images', { count }) })
    expect(leftOutWords(plan({ leftOut: [lost(2), lost(2)] }))).toBe('without 2 machines: 2 images')
    expect(leftOutWords(plan({ leftOut: [lost(2), lost(3)] }))).toBe('without 2 machines')
  })
  it('say who ignores what', () => {
    const note = (name: string, part: string) => ({
      workerId: WorkerId.parse(name),
      name,
      note: reason('planning.ignores', { parts: [plainText(part)] }),
    })
    expect(noteWords(plan())).toBeNull()
    expect(noteWords(plan({ notes: [note('argon', 'VAE soft')] }))).toBe('argon: ignores VAE soft')
    expect(noteWords(plan({ notes: [note('a', 'VAE x'), note('b', 'VAE x')] }))).toBe(
      '2 machines ignore VAE x',
    )
    expect(noteWords(plan({ notes: [note('a', 'VAE x'), note('b', 'clip skip 2')] }))).toBe(
      '2 machines ignore some of this',
    )
  })
  it('say who makes pictures with another file than the others', () => {
    const machine = (name: string) => ({ workerId: WorkerId.parse(name), name })
    const differs = (key: string, what: Reason, ...fewer: string[]): SettingDifference => ({
      ...{ kind: 'checkpoint', key, what },
      values: [
        { value: 'x', machines: [machine('laptop')] },
        { value: 'y', machines: fewer.map(machine) },
      ],
    })
    const loaded = differs('loaded', reason('consistency.loaded'), 'argon')
    const file = (...names: string[]) =>
      differs('toonyou [0123456789]', reason('consistency.checkpoint', { name: 'toonyou' }), ...names)
    expect(unlikeWords(plan())).toBeNull()
    expect(unlikeWords({ differences: [] })).toBeNull()
    expect(unlikeWords({ differences: [loaded] })).toBe('argon has another checkpoint in memory')
    expect(unlikeWords({ differences: [file('argon', 'neon')] })).toBe(
      'argon and neon have another file of toonyou',
    )
    expect(unlikeWords({ differences: [file('a', 'b', 'c')] })).toBe(
      '3 machines have another file of toonyou',
    )
    expect(unlikeWords({ differences: [{ ...loaded, kind: 'option' }] })).toBe('argon has another VAE')
    expect(unlikeWords({ differences: [loaded, file('argon')] })).toBe(
      'checkpoints or VAEs are not the same everywhere',
    )
  })
  it('say who is being measured first', () => {
    const workers = ['argon', 'master'].map((name) => ({ workerId: WorkerId.parse(name), name }))
    expect(unmeasuredWords(plan())).toBeNull()
    const bonus = { mode: 'bonus' } as const
    expect(unmeasuredWords(plan({ ...bonus, unmeasured: workers.slice(0, 1) }))).toBe(
      'argon is being measured first',
    )
    expect(unmeasuredWords(plan({ ...bonus, unmeasured: workers }))).toBe(
      '2 machines are being measured first',
    )
    const exact = { mode: 'exact' } as const
    expect(unmeasuredWords(plan({ ...exact, unmeasured: workers.slice(0, 1) }))).toBe(
      'estimate: argon is not measured yet',
    )
    expect(unmeasuredWords(plan({ ...exact, unmeasured: workers }))).toBe(
      'estimate: 2 machines are not measured yet',
    )
  })
})

describe('a plan for a time', () => {
  const deadline = new Date(2025, 5, 14, 18, 0).getTime()
  const now = deadline - 3_600_000
  it('says how many images it will likely be by then', () => {
    expect(untilWords(plan({ deadline, requested: 34 }), now)).toBe('About 34 images by 18:00')
    expect(untilWords(plan({ deadline, requested: 1 }), now - 86_400_000)).toBe(
      'About 1 image by 18:00 tomorrow',
    )
  })
  it('says that it will be none', () =>
    expect(untilWords(plan({ deadline, requested: 0, shares: [] }), now)).toBe('No image by 18:00'))
  it('is no other plan', () => expect(untilWords(plan(), now)).toBeNull())
})

describe('checkpoints that are changed on the way', () => {
  const share = (name: string, checkpoints?: string[]) => ({
    ...{ workerId: WorkerId.parse(name), name, images: 4, bonus: 0, batches: [4], complementary: false },
    ...{ steps: null, releaseSeconds: 0, finishSeconds: 9, ...(checkpoints && { checkpoints }) },
  })
  it('are named for one machine, counted for several', () => {
    expect(loadsWords({ shares: [share('argon'), share('laptop')] })).toBeNull()
    const argon = share('argon', ['dreamshaper_8', 'toonyou'])
    expect(loadsWords({ shares: [argon, share('laptop', ['a'])] })).toBeNull()
    const loading = { ...argon, loads: { count: 2, seconds: 39.6 } }
    expect(loadsWords({ shares: [loading, share('laptop')] })).toBe('argon loads 2 checkpoints, about 40 s')
    const other = { ...share('laptop'), loads: { count: 1, seconds: 75 } }
    expect(loadsWords({ shares: [other] })).toBe('laptop loads a checkpoint, about 1:15')
    expect(loadsWords({ shares: [loading, other] })).toBe('2 machines load 3 checkpoints, up to 1:15 each')
    expect(shareLoads(argon)).toBe('uses dreamshaper_8 → toonyou, in this order')
    expect(shareLoads(loading)).toBe('uses dreamshaper_8 → toonyou, in this order; loading takes about 40 s')
    expect(shareLoads(other)).toBe('loads its checkpoint first, about 1:15')
    expect(shareLoads(share('laptop'))).toBeNull()
  })
})
