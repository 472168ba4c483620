import { describe, expect, it } from 'vitest'
import { inWords } from '../../../shared/words/say.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import { VirtualClock } from '../dispatch/testing/virtual-clock.ts'
import { VirtualFleet } from '../dispatch/testing/virtual-fleet.ts'
import { steady } from '../dispatch/testing/world.ts'
import { compareSettings } from './compare-settings.ts'

const told = (...servers: Partial<Capabilities>[]) => {
  const fleet = new VirtualFleet(
    new VirtualClock(),
    servers.map((capabilities, at) => ({ truth: steady(`w${at}`, 20), belief: { capabilities } })),
  )
  const { compared, untold, differences, sameNoise } = compareSettings(fleet.workers())
  const names = (machines: readonly { readonly name: string }[]) => machines.map(({ name }) => name)
  return {
    ...{ compared: names(compared), untold: names(untold), sameNoise },
    differences: differences.map(({ what, values }) => [
      inWords(what),
      values.map(({ value, machines }) => [value, ...names(machines)]),
    ]),
  }
}
const checkpoint = (sha256: string | null) => [{ title: 'a.safetensors', name: 'a', hash: null, sha256 }]

describe('settings of machines', () => {
  it('are the same where every machine tells the same', () => {
    const pictureOptions = { randn_source: 'CPU', emphasis: 'Original', tiling: false }
    expect(told({ pictureOptions }, { pictureOptions })).toMatchObject({
      ...{ compared: ['w0', 'w1'], untold: [], differences: [], sameNoise: true },
    })
  })
  it('name who differs, most first, and leave out who lacks an option or told nothing', () => {
    expect(
      told(
        { pictureOptions: { randn_source: 'NV', tiling: true } },
        { pictureOptions: { randn_source: 'GPU', tiling: false, eta_ddim: 0 } },
        { pictureOptions: { randn_source: 'GPU' } },
        {},
      ),
    ).toEqual({
      ...{ compared: ['w0', 'w1', 'w2'], untold: ['w3'], sameNoise: false },
      differences: [
        [
          'Noise source (randn_source)',
          [
            ['GPU', 'w1', 'w2'],
            ['NV', 'w0'],
          ],
        ],
        [
          'Option tiling',
          [
            ['on', 'w0'],
            ['off', 'w1'],
          ],
        ],
      ],
    })
  })
  it('differ in a checkpoint of one name with other content, where both know it and it is no hash of their own making', () => {
    const [one, other] = ['1'.repeat(64), '2'.repeat(64)]
    const of = (sha256: string | null, ownHashes = false) => ({ checkpoints: checkpoint(sha256), ownHashes })
    expect(told(of(one), of(other), of(null), of('3'.repeat(64), true)).differences).toEqual([
      [
        'Checkpoint a: files of other content',
        [
          ['1111111111', 'w0'],
          ['2222222222', 'w1'],
        ],
      ],
    ])
    expect(told(of(one), of(one), of(null)).differences).toEqual([])
  })
})
