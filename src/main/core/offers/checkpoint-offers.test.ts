import { describe, expect, it } from 'vitest'
import { canonicalCheckpointName } from '../../../shared/names/checkpoints.ts'
import type { ServerKind } from '../../../shared/worker.ts'
import type { Machine } from './fleet-offers.ts'
import { offerOfKind, offersOfKind } from './of-kind.ts'
import { atOnce } from './testing/at-once.ts'
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
const offered = (fleet: readonly Machine[]) => atOnce(offersOfKind(fleet, 'checkpoints'))
const A = 'sd15/model.safetensors [879db523c3]'
const B = 'xl/model.safetensors [0123456789]'

describe('the checkpoints to choose from', () => {
  it('are names, wherever the file lies on each machine', () => {
    const fleet = [machine('a', ['sub/one.ckpt', 'two.ckpt']), machine('b', ['One.ckpt']), machine('c', null)]
    expect(offered(fleet)).toEqual([
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
    expect(offered(fleet)).toEqual([
      { name: A, on: 2, of: 3 },
      { name: B, on: 2, of: 3 },
    ])
  })
  it('are titles where a machine without hashes has two files of one name', () => {
    const fleet = [machine('a', ['sd15/model.ckpt', 'xl/Model.ckpt']), machine('b', ['xl/model.ckpt'])]
    expect(offered(fleet)).toEqual([
      { name: 'sd15/model.ckpt', on: 1, of: 2 },
      { name: 'xl/Model.ckpt', on: 2, of: 2 },
    ])
  })
  it('are titles with a hash where one machine tells it and another does not', () => {
    const fleet = [machine('a', ['xl/model.safetensors', 'sd15/model.safetensors']), machine('b', [B, A])]
    expect(offered(fleet)).toEqual([
      { name: B, on: 2, of: 2 },
      { name: A, on: 2, of: 2 },
    ])
  })
  it('are 100 titles of one name at most', () => {
    const fleet = [
      machine(
        'a',
        Array.from({ length: 150 }, (_, at) => `${at}/model.ckpt`),
      ),
    ]
    expect(offered(fleet)).toHaveLength(100)
  })
  it('are titles where two machines have different files of one name', () => {
    const fleet = [machine('a', ['model.ckpt [879db523c3]']), machine('b', ['model.ckpt [0123456789]'])]
    expect(offered(fleet)).toEqual([
      { name: 'model.ckpt [879db523c3]', on: 1, of: 2 },
      { name: 'model.ckpt [0123456789]', on: 1, of: 2 },
    ])
  })
  it('are not told apart by hashes that a server made up itself', () => {
    const fleet = [
      machine('a', ['model.ckpt [879db523c3]']),
      machine('b', ['model.ckpt [0123456789]'], 'forge'),
    ]
    expect(offered(fleet)).toEqual([{ name: 'model', on: 2, of: 2 }])
  })
})

describe('a checkpoint that was chosen', () => {
  const fleet = [machine('a', [A, B, 'other.ckpt'])]
  it.each([
    ['by its name', 'other', 1],
    ['by its title', B, 1],
    ['by a name that two files have', 'model', 0],
    ['that nobody has', 'third', 0],
  ])('%s', (_, chosen, on) => {
    expect(offerOfKind(fleet, 'checkpoints', chosen)).toEqual({ name: chosen, on, of: 1 })
    expect(offerOfKind([machine('c', null)], 'checkpoints', chosen)).toMatchObject({ on: 0, of: 0 })
  })
})
