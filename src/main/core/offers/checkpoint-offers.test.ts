import { describe, expect, it } from 'vitest'
import { canonicalCheckpointName } from '../../../shared/names/checkpoints.ts'
import type { ServerKind } from '../../../shared/worker.ts'
import { checkpointOfferOf, checkpointOffers } from './checkpoint-offers.ts'
import type { Machine } from './fleet-offers.ts'
import { CAPABILITIES } from './testing/capabilities.ts'

const machine = (_: string, titles: readonly string[] | null, kind: ServerKind = 'a1111'): Machine => ({
  lane: 'active',
  capabilities: {
    ...CAPABILITIES,
    kind,
    ownHashes: kind === 'forge',
    checkpoints:
      titles?.map((title) => ({
        title,
        name: canonicalCheckpointName(title),
        hash: /\[(\w+)\]$/.exec(title)?.[1] ?? null,
        sha256: null,
      })) ?? null,
  },
})
const A = 'sd15/model.safetensors [879db523c3]'
const B = 'xl/model.safetensors [0123456789]'

describe('the checkpoints to choose from', () => {
  it('are names, wherever the file lies on each machine', () => {
    const fleet = [machine('a', ['sub/one.ckpt', 'two.ckpt']), machine('b', ['One.ckpt']), machine('c', null)]
    expect(checkpointOffers(fleet)).toEqual([
      { name: 'one', on: 2, of: 2 },
      { name: 'two', on: 1, of: 2 },
    ])
  })
  it('are titles where one name stands for two files of a machine', () => {
    const fleet = [
      machine('a', [A, B]),
      machine('b', ['model.ckpt [879db523c3]']),
      machine('c', ['xl\\model.safetensors']),
    ]
    expect(checkpointOffers(fleet)).toEqual([
      { name: A, on: 2, of: 3 },
      { name: B, on: 2, of: 3 },
    ])
  })
  it('are titles where two machines have different files of one name', () => {
    const fleet = [machine('a', ['model.ckpt [879db523c3]']), machine('b', ['model.ckpt [0123456789]'])]
    expect(checkpointOffers(fleet)).toEqual([
      { name: 'model.ckpt [879db523c3]', on: 1, of: 2 },
      { name: 'model.ckpt [0123456789]', on: 1, of: 2 },
    ])
  })
  it('are not told apart by hashes that a server made up itself', () => {
    const fleet = [
      machine('a', ['model.ckpt [879db523c3]']),
      machine('b', ['model.ckpt [0123456789]'], 'forge'),
    ]
    expect(checkpointOffers(fleet)).toEqual([{ name: 'model', on: 2, of: 2 }])
  })
})

describe('a checkpoint that was chosen', () => {
  const fleet = [machine('a', [A, B, 'other.ckpt'])]
  it.each([
    ['by its name', 'other', 1, false],
    ['by its title', B, 1, false],
    ['by a name that two files have', 'model', 0, true],
    ['that nobody has', 'third', 0, false],
  ])('%s', (_, chosen, on, ambiguous) => {
    expect(checkpointOfferOf(fleet, chosen)).toEqual({ offer: { name: chosen, on, of: 1 }, ambiguous })
    expect(checkpointOfferOf([machine('c', null)], chosen).offer).toMatchObject({ on: 0, of: 0 })
  })
})
