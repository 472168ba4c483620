import { describe, expect, it } from 'vitest'
import { createWorld, requestFor, steady } from '../../core/dispatch/testing/world.ts'
import { planLines } from './plan-lines.ts'

const lines = (checkpoints: string[]) => {
  const world = createWorld([{ truth: steady('argon', 20) }])
  const axes = [{ field: 'checkpoint' as const, values: checkpoints }]
  return planLines(world.dispatcher.preview(requestFor(4, { grid: { axes } })), 0)
}

describe('the plan of a grid', () => {
  it('names the checkpoints a machine loads, one after another', () => {
    const [total, share] = lines(['common', 'other'])
    expect(total).toMatch(/^Plan: 8 images/)
    expect(share).toMatch(/argon\s+8\s.*uses common, other$/)
  })

  it('says what has to be loaded first, and how long that takes', () => {
    const plan = createWorld([{ truth: steady('argon', 20) }]).dispatcher.preview(requestFor(4))
    const [share] = plan.shares
    if (share === undefined) throw new Error('nobody makes anything')
    const told = (more: Partial<typeof share>) =>
      planLines({ ...plan, shares: [{ ...share, ...more }] }, 0)[1]
    const loads = { count: 2, seconds: 39.8 }
    expect(told({})).not.toContain('loads')
    expect(told({ loads: { count: 1, seconds: 18 } })).toMatch(/ loads a checkpoint, about 18 s$/)
    expect(told({ checkpoints: ['common', 'other', 'third'], loads })).toMatch(
      / uses common, other, third; loads 2 checkpoints, about 40 s$/,
    )
  })

  it('says how many can be made where some are nobody’s', () => {
    const [total, share, note] = lines(['common', 'absent'])
    expect(total).toBe(
      'Plan: 8 images, of which the machines can make 4 now; the job makes these and then fails',
    )
    expect(share).toMatch(/argon\s+4\s/)
    expect(note).toContain('checkpoint absent is missing')
    expect(lines(['absent', 'lost'])[0]).toBe('Plan: 8 images, no machine can work on this now')
  })
})

it('the plan names checkpoints whose files are not the same on all that take part', () => {
  const checkpoint = (sha256: string) => ({
    checkpoints: [{ title: 'common.safetensors', name: 'common', hash: null, sha256 }],
  })
  const world = createWorld(
    ['a', 'b'].map((digit) => ({
      truth: steady(digit === 'a' ? 'argon' : 'neon', 20),
      belief: { capabilities: checkpoint(digit.repeat(64)) },
    })),
  )
  const told = planLines(world.dispatcher.preview(requestFor(8, { checkpoint: 'common' })), 0)
  expect(told.slice(-3)).toEqual([
    'Not the same on all of them: Checkpoint common: files of other content',
    '  aaaaaaaaaa: argon',
    '  bbbbbbbbbb: neon',
  ])
})
