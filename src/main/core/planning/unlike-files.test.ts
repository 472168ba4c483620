import { describe, expect, it } from 'vitest'
import { inWords } from '../../../shared/words/say.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import { VirtualClock } from '../dispatch/testing/virtual-clock.ts'
import { VirtualFleet } from '../dispatch/testing/virtual-fleet.ts'
import { steady } from '../dispatch/testing/world.ts'
import { paramsFor } from '../speed/testing/true-speed.ts'
import { unlikeFiles } from './unlike-files.ts'

const model = (name: string, sha256: string | null = null, hash: string | null = null) => ({
  ...{ title: `${name}.safetensors`, name, hash, sha256 },
})
const settings = (vae: string | null) => ({
  ...{ clipSkip: 1, vae, modules: null, fixedVae: null, samplesFormat: 'png', pngInfo: true },
})

/** What is told of these machines, by the words for it. `hashes`: of VAEs, by machine and name. */
function told(
  asked: Parameters<typeof paramsFor>[0],
  servers: readonly Partial<Capabilities>[],
  hashes: Readonly<Record<string, string>> = {},
) {
  const fleet = new VirtualFleet(
    new VirtualClock(),
    servers.map((capabilities, at) => ({ truth: steady(`w${at}`, 20), belief: { capabilities } })),
  )
  return unlikeFiles(
    [paramsFor(asked)],
    fleet.workers(),
    ({ name }, vae) => hashes[`${name} ${vae}`] ?? null,
  ).map(({ what, values }) => [
    inWords(what),
    ...values.map(({ value, machines }) => [value, ...machines.map(({ name }) => name)]),
  ])
}

const ONE = 'a'.repeat(64)
const OTHER = 'b'.repeat(64)

describe('checkpoints of machines that take part', () => {
  it('are alike where the content is, however the file is named there', () => {
    const same = [{ checkpoints: [model('x', ONE)] }, { checkpoints: [model('x', ONE.toUpperCase())] }]
    expect(told({ checkpoint: 'x' }, same)).toEqual([])
  })
  it('are unlike where files of one name have other content', () => {
    const servers = [model('x', ONE), model('x', OTHER), model('x', ONE)].map((checkpoint) => ({
      checkpoints: [checkpoint],
    }))
    expect(told({ checkpoint: 'x' }, servers)).toEqual([
      ['Checkpoint x: files of other content', ['aaaaaaaaaa', 'w0', 'w2'], ['bbbbbbbbbb', 'w1']],
    ])
  })
  it('are not told where only one machine knows the content, or a hash is of its own making', () => {
    expect(
      told({ checkpoint: 'x' }, [{ checkpoints: [model('x', ONE)] }, { checkpoints: [model('x')] }]),
    ).toEqual([])
    const own = { checkpoints: [model('x', OTHER)], ownHashes: true }
    expect(told({ checkpoint: 'x' }, [{ checkpoints: [model('x', ONE)] }, own])).toEqual([])
    // Eight digits: a hash of before, over a part of the file.
    const old = { checkpoints: [model('x', null, 'cccccccc')] }
    expect(told({ checkpoint: 'x' }, [{ checkpoints: [model('x', ONE)] }, old])).toEqual([])
  })
  it('are what each has in memory where none is asked for', () => {
    const servers = ['x', 'y', 'x'].map((loadedCheckpoint) => ({
      loadedCheckpoint,
      checkpoints: [model('x'), model('y')],
    }))
    expect(told({ checkpoint: null }, servers)).toEqual([
      ['Checkpoint in memory', ['x', 'w0', 'w2'], ['y', 'w1']],
    ])
  })
  it('are those of the refiner and the second pass, too', () => {
    const servers = [ONE, OTHER].map((hash) => ({ checkpoints: [model('x', ONE), model('fine', hash)] }))
    const refined = { checkpoint: 'x', refiner: { checkpoint: 'fine', switchAt: 0.8 } }
    expect(told(refined, servers).map(([what]) => what)).toEqual(['Checkpoint fine: files of other content'])
  })
})

describe('VAEs of machines that take part', () => {
  it('are as each is set where none is asked for', () => {
    const servers = [{ settings: settings('soft.pt') }, { settings: settings('Automatic') }]
    expect(told({ vae: null }, servers)).toEqual([['VAE (sd_vae)', ['soft', 'w0'], ['Automatic', 'w1']]])
    expect(told({ vae: 'soft.pt' }, servers)).toEqual([])
  })
  it('of one name are told apart by what machines told with their pictures', () => {
    const servers = [{ settings: settings(null) }, { settings: settings(null) }]
    const hashes = { 'w0 soft': '735e4c3a44', 'w1 soft': '63aeecb90f' }
    expect(told({ vae: 'soft.safetensors' }, servers, hashes)).toEqual([
      ['VAE (sd_vae)', ['735e4c3a44', 'w0'], ['63aeecb90f', 'w1']],
    ])
    expect(told({ vae: 'soft.safetensors' }, servers, { 'w0 soft': '735e4c3a44' })).toEqual([])
  })
})

it('nothing is told of a machine alone, nor of pictures that are made larger', () => {
  expect(told({ checkpoint: null }, [{ loadedCheckpoint: 'x' }])).toEqual([])
})
