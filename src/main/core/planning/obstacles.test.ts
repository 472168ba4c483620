import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../../shared/ids.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { inWords } from '../../../shared/words/say.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import { VirtualClock } from '../dispatch/testing/virtual-clock.ts'
import { VirtualFleet } from '../dispatch/testing/virtual-fleet.ts'
import { steady } from '../dispatch/testing/world.ts'
import type { FleetWorker } from '../ports.ts'
import { paramsFor } from '../speed/testing/true-speed.ts'
import { obstaclesOf } from './obstacles.ts'

const LISTS = { samplers: ['Euler a', 'Euler'], schedulers: ['Automatic', 'Karras'] }

/** A worker for each of these lists. */
function workers(...lists: Partial<Capabilities>[]): FleetWorker[] {
  const fleet = new VirtualFleet(
    new VirtualClock(),
    lists.map((capabilities, at) => ({
      truth: steady(`w${at}`, 20),
      belief: { capabilities: { ...LISTS, ...capabilities } },
    })),
  )
  return [...fleet.workers()]
}

function told(asked: Parameters<typeof paramsFor>[0], fleet: FleetWorker[], leftOut = [] as never[]) {
  const { obstacles, blocked } = obstaclesOf([paramsFor(asked)], fleet, leftOut)
  return {
    obstacles: obstacles.map(({ field, what, everywhere }) => [field, inWords(what), everywhere]),
    blocked: blocked === null ? null : inWords(blocked),
  }
}

describe('what in a request machines cannot do', () => {
  it('is nothing where every machine has all of it', () => {
    expect(told({ sampler: 'k_euler_a', scheduler: 'karras' }, workers({}, {}))).toEqual({
      obstacles: [],
      blocked: null,
    })
  })
  it('is a LoRA that no machine has, with names like it', () => {
    const fleet = workers({ loras: ['add_detail', 'ink'] }, { loras: ['add-detail'] })
    expect(told({ prompt: 'a <lora:add_detial:1>' }, fleet)).toEqual({
      obstacles: [
        ['prompt', 'LoRA add_detial: on no machine. Similar names: add_detail and add-detail', true],
      ],
      blocked: 'No machine can make this: LoRA add_detial is missing',
    })
  })
  it('is a LoRA that some machines have, which keeps the others out', () => {
    expect(told({ prompt: '<lora:ink:1>' }, workers({ loras: ['ink'] }, { loras: [] }))).toEqual({
      obstacles: [['prompt', 'LoRA ink: only on 1 of 2 machines', false]],
      blocked: null,
    })
  })
  it('is not told of machines whose lists nobody knows, which may have it', () => {
    expect(told({ prompt: '<lora:ink:1>' }, workers({ loras: [] }, { loras: null }))).toEqual({
      obstacles: [['prompt', 'LoRA ink: on no machine whose list is known', false]],
      blocked: null,
    })
  })
  it('is each thing by its own field', () => {
    const fleet = workers({
      checkpoints: [{ title: 'dreamshaper_8.ckpt', name: 'dreamshaper_8', hash: null, sha256: null }],
      vaes: ['soft'],
      upscalers: ['None'],
      latentUpscalers: ['Latent'],
    })
    const asked = {
      ...{ checkpoint: 'dreamshaper_7', sampler: 'Heun', scheduler: 'Karras', vae: 'hard' },
      hires: { scale: 2, upscaler: 'Latent (bicubic)', steps: 0, denoisingStrength: 0.7 },
    }
    expect(told(asked, fleet).obstacles).toEqual([
      ['checkpoint', 'Checkpoint dreamshaper_7: on no machine. Similar name: dreamshaper_8', true],
      ['sampler', 'Sampler Heun: on no machine', true],
      ['vae', 'VAE hard: on no machine', true],
      ['upscaler', 'Upscaler Latent (bicubic): on no machine. Similar name: Latent', true],
    ])
  })
  it('is a name that several files have', () => {
    const file = (folder: string) => ({ title: `${folder}/mix.ckpt`, name: 'mix', hash: null, sha256: null })
    expect(told({ checkpoint: 'mix' }, workers({ checkpoints: [file('a'), file('b')] })).obstacles).toEqual([
      ['checkpoint', 'Checkpoint mix: several files have this name. Choose one by its full title.', true],
    ])
  })
  it('is a name that several files of one machine have, whatever the others lack', () => {
    const file = (folder: string) => ({ title: `${folder}/mix.ckpt`, name: 'mix', hash: null, sha256: null })
    const fleet = workers({ checkpoints: [] }, { checkpoints: [file('a'), file('b')] })
    expect(told({ checkpoint: 'mix' }, fleet).obstacles).toEqual([
      ['checkpoint', 'Checkpoint mix: several files have this name. Choose one by its full title.', true],
    ])
  })
  it('is a VAE that only some have', () => {
    const fleet = workers({ vaes: ['soft'] }, { vaes: [] }, { vaes: ['Soft.safetensors', 'soft'] })
    expect(told({ vae: 'soft' }, fleet).obstacles).toEqual([
      ['vae', 'VAE soft: only on 2 of 3 machines', false],
    ])
  })
  it('is a schedule under each sampler that lacks it', () => {
    const named = { samplers: ['Euler', 'DPM++ 2M', 'DPM++ 2M Karras'], schedulers: null }
    const of = (...samplers: string[]) =>
      obstaclesOf(
        samplers.map((sampler) => paramsFor({ sampler, scheduler: 'Karras' })),
        workers(named),
        [],
      ).obstacles.map(({ field, what }) => [field, inWords(what)])
    expect(of('DPM++ 2M')).toEqual([])
    expect(of('DPM++ 2M', 'Euler')).toEqual(of('Euler'))
    expect(of('Euler')).not.toEqual([])
  })
  it('is a size that does not fit', () => {
    const fleet = workers({}, {})
    const out = (id: string) => ({
      workerId: WorkerId.parse(id),
      name: id,
      reason: reason('planning.no-room'),
    })
    expect(told({}, fleet, [out('w0')] as never[]).obstacles).toEqual([
      ['size', 'Not on w0: one image of this size does not fit into memory', false],
    ])
    expect(told({}, fleet, [out('w0'), out('w1')] as never[])).toEqual({
      obstacles: [['size', 'No machine can make this size', true]],
      blocked: 'No machine can make this: one image of this size does not fit into memory',
    })
  })
  it('does not count machines that are away, and leaves out those that are switched off', () => {
    const [away, off] = workers({ loras: ['ink'] }, { loras: [] })
    if (away === undefined || off === undefined) throw new Error('two workers')
    const fleet = [
      { ...away, available: false, unavailableReason: reason('fleet.not-reachable') },
      { ...off, lane: 'off' as const },
    ]
    expect(told({ prompt: '<lora:ink:1>' }, fleet)).toEqual({ obstacles: [], blocked: null })
  })
  it('is what any part of a request names, each thing once, and blocks only where every part is blocked', () => {
    const fleet = workers({ loras: ['ink'] }, { loras: ['ink'] })
    const parts = ['ink', 'chalk', 'chalk', 'oil'].map((lora, at) =>
      paramsFor({ prompt: `<lora:${lora}:1>`, steps: 10 + at }),
    )
    const all = obstaclesOf(parts, fleet, [])
    expect(all.obstacles.map(({ what }) => inWords(what))).toEqual([
      'LoRA chalk: on no machine',
      'LoRA oil: on no machine',
    ])
    expect(all.blocked).toBeNull()
    expect(inWords(obstaclesOf(parts.slice(1), fleet, []).blocked ?? '')).toBe(
      'No machine can make this: LoRA chalk is missing; LoRA oil is missing',
    )
  })
})
