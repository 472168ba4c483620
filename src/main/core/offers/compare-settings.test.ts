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
  it.each([
    ['nobody tells', [{}], null],
    ['one does not tell', [{ randn_source: 'CPU' }, { emphasis: 'None' }], null],
    ['one draws on its card', [{ randn_source: 'GPU' }], false],
    ['all draw on their cards', [{ randn_source: 'GPU' }, { randn_source: 'GPU' }], false],
    [
      'they draw on processors and as a card of NVIDIA',
      [{ randn_source: 'CPU' }, { randn_source: 'NV' }],
      false,
    ],
    ['all draw as such a card', [{ randn_source: 'NV' }, { randn_source: 'nv' }], true],
  ] as const)('draw the same noise or do not where %s', (_, options, same) => {
    const servers = options.map((pictureOptions) =>
      Object.keys(pictureOptions).length === 0 ? {} : { pictureOptions },
    )
    expect(told(...servers).sameNoise).toBe(same)
  })
  it('of a machine that never told anything, or is switched off, are not compared', () => {
    const fleet = new VirtualFleet(
      new VirtualClock(),
      ['w0', 'w1', 'w2'].map((name) => ({
        truth: steady(name, 20),
        belief: { capabilities: { pictureOptions: { randn_source: name } } },
      })),
    )
    const [one, two, three] = fleet.workers()
    if (!one || !two || !three) throw new Error('three workers')
    const { compared, untold, differences } = compareSettings([
      one,
      { ...two, capabilities: null },
      { ...three, lane: 'off' },
    ])
    expect([compared.map(({ name }) => name), untold.map(({ name }) => name), differences]).toEqual([
      ['w0'],
      ['w1'],
      [],
    ])
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
