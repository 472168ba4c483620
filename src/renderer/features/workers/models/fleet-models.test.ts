import { describe, expect, it } from 'vitest'
import type { CheckpointInfo } from '../../../../shared/worker.ts'
import { CAPABILITIES, workerFixture } from '../../../testing/fixtures.ts'
import { fleetModels as modelsOf, whereWords } from './fleet-models.ts'

const checkpoint = (
  name: string,
  hash: string | null = null,
  sha256: string | null = null,
): CheckpointInfo => ({
  title: `${name}.safetensors`,
  name,
  hash,
  sha256,
})

const machine = (
  name: string,
  checkpoints: CheckpointInfo[] | null,
  loadedCheckpoint: string | null = null,
) => ({ worker: workerFixture(name, { capabilities: { ...CAPABILITIES, loadedCheckpoint } }), checkpoints })

const fleetModels = (machines: readonly ReturnType<typeof machine>[]) =>
  modelsOf(
    machines.map(({ worker }) => worker),
    machines.map(({ worker, checkpoints }) => ({ workerId: worker.config.id, checkpoints })),
  )
const summary = (...workers: Parameters<typeof fleetModels>[0]) =>
  fleetModels(workers).map(({ name, on, missingOn }) => ({ name, on, missingOn }))

describe('the models of the fleet', () => {
  it('says which machine has a checkpoint and which lacks it', () => {
    expect(summary(machine('laptop', [checkpoint('dreamshaper_8')]), machine('argon', []))).toEqual([
      { name: 'dreamshaper_8', on: ['laptop'], missingOn: ['argon'] },
    ])
  })

  it('recognises the same file under two names by its hash', () => {
    const [model, ...others] = summary(
      machine('laptop', [checkpoint('dreamshaper_8', '879db523c3')]),
      machine('master', [checkpoint('dreamshaper-v8', '879db523c3')]),
    )
    expect(model?.on).toEqual(['laptop', 'master'])
    expect(others).toEqual([])
  })

  it('recognises a file that was not hashed yet by its name, whatever the case', () => {
    expect(
      summary(
        machine('laptop', [checkpoint('DreamShaper_8')]),
        machine('master', [checkpoint('dreamshaper_8', '879db523c3')]),
      ),
    ).toHaveLength(1)
  })

  it('keeps two files of one name apart when their hashes differ, and says so', () => {
    const models = fleetModels([
      machine('laptop', [checkpoint('model', 'aaaaaaaaaa')]),
      machine('master', [checkpoint('model', 'bbbbbbbbbb')]),
    ])
    expect(models.map(({ on, namesake }) => ({ on, namesake }))).toEqual([
      { on: ['laptop'], namesake: true },
      { on: ['master'], namesake: true },
    ])
  })

  it('stays the same row once a server has hashed the file', () => {
    const [before] = fleetModels([machine('laptop', [checkpoint('model')])])
    const [after] = fleetModels([machine('laptop', [checkpoint('model', 'aaaaaaaaaa', 'a'.repeat(64))])])
    expect(after?.key).toBe(before?.key)
  })

  it('does not count a machine whose list is unknown as lacking anything', () => {
    expect(summary(machine('laptop', [checkpoint('a')]), machine('new', null))[0]?.missingOn).toEqual([])
  })

  it('puts what is loaded first, then what most machines have', () => {
    const names = fleetModels([
      machine('laptop', [checkpoint('a'), checkpoint('b'), checkpoint('c')], 'c'),
      machine('master', [checkpoint('b')]),
    ]).map(({ name }) => name)
    expect(names).toEqual(['c', 'b', 'a'])
  })

  it.each([
    [['laptop', 'master'], ['argon'], 'on laptop and master, not on argon'],
    [['laptop', 'master'], [], 'on both machines'],
    [['laptop', 'master', 'argon'], [], 'on all 3 machines'],
    [['laptop'], [], 'on laptop, the only machine'],
    [['a', 'b', 'c', 'd', 'e'], ['f', 'g'], 'on 5 machines, not on f and g'],
  ])('puts %o and %o into words', (on, missing, words) => {
    expect(whereWords(on, missing)).toBe(words)
  })
})
