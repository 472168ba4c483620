import { describe, expect, it } from 'vitest'
import { reason } from '../../../shared/words/catalogue.ts'
import { inWords } from '../../../shared/words/say.ts'
import type { ServerKind } from '../../../shared/worker.ts'
import { capabilityFacts } from '../../sdwui/protocol/capability-facts.ts'
import { paramsFor } from '../speed/testing/true-speed.ts'
import { limitOf, sizeStepOf } from './server-limits.ts'

const hires = (upscaler: string) => ({ scale: 2, upscaler, steps: 0, denoisingStrength: 0.5 })

describe('what a kind of server cannot make', () => {
  it.each<[ServerKind, Parameters<typeof paramsFor>[0], string | null]>([
    ['koboldcpp', { width: 512, height: 1024 }, null],
    ['koboldcpp', { width: 1000, height: 1024 }, 'its server makes 960x1024 instead of 1000x1024'],
    ['koboldcpp', { width: 512, height: 1000 }, 'its server makes 512x960 instead of 512x1000'],
    ['koboldcpp', { width: 2048, height: 1000 }, 'its server makes 1024x448 instead of 2048x1000'],
    ['koboldcpp', { seed: 2_147_483_647 }, null],
    ['koboldcpp', { seed: 2_147_483_648 }, 'its server only accepts seeds up to 2147483647'],
    [
      'koboldcpp',
      { seed: 2_147_483_640, highestSeed: 2_147_483_651 },
      'its server only accepts seeds up to 2147483647',
    ],
    ['sdcpp', { width: 1000, seed: 4_294_967_295 }, null],
    ['sdcpp', { hires: hires('None') }, 'its server has no hires fix with upscaler None'],
    ['sdcpp', { hires: hires('Latent') }, null],
    ['a1111', { width: 1000, seed: 4_294_967_295, hires: hires('None') }, null],
    ['unknown', { width: 1000 }, null],
  ])('%s %o', (kind, params, reason) => {
    const limit = limitOf(capabilityFacts(kind), paramsFor(params))
    expect(limit === null ? null : inWords(limit)).toBe(reason)
  })
  it('sizes that are no multiples of what its answers showed', () => {
    expect(limitOf(capabilityFacts('a1111'), paramsFor({ width: 1000 }), 64)).toEqual(
      reason('planning.size-step', { px: 64 }),
    )
    expect(limitOf(capabilityFacts('a1111'), paramsFor({ width: 640 }), 64)).toBeNull()
  })
})

describe('the step of sizes that an answer shows', () => {
  it.each([
    ['rounded down', [1000, 520], [960, 512], 64],
    ['rounded down to a smaller step', [1000, 520], [992, 512], 32],
    ['rounded up', [1000, 520], [1024, 576], 64],
    ['rounded to the nearest', [1000, 520], [1024, 512], 64],
    ['one side alone', [512, 1000], [512, 960], 64],
    ['the least, rather than nothing', [40, 64], [64, 64], 64],
    ['something else', [1000, 520], [700, 300], null],
    ['a limit', [2048, 2048], [1024, 1024], null],
  ] as const)('%s', (_, [width, height], [wide, high], step) => {
    expect(sizeStepOf({ width, height }, { width: wide, height: high })).toBe(step)
  })
})
