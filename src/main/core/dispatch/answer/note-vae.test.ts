import { expect, it } from 'vitest'
import type { AnswerInfo } from '../../generation.ts'
import { noteVae } from './note-vae.ts'

const told = (parameters: string): AnswerInfo => ({
  ...{ indexOfFirstImage: 0, allSeeds: null, allSubseeds: null, samplerName: null, checkpointName: null },
  ...{ checkpointHash: null, version: null, infotexts: [`a boat\nSteps: 20, Sampler: Euler, ${parameters}`] },
})

it('the hash of a VAE is remembered by the name of its file alone, the newest of each', () => {
  const hashes = new Map<string, string>()
  noteVae(hashes, told('VAE hash: 735e4c3a44, VAE: vae-ft-mse.ckpt'))
  noteVae(hashes, told('VAE hash: 63aeecb90f, VAE: vae-ft-mse.ckpt'))
  noteVae(hashes, told('VAE: other.pt'))
  noteVae(hashes, null)
  expect([...hashes]).toEqual([['vae-ft-mse', '63aeecb90f']])
})

it('no more than a hundred are', () => {
  const hashes = new Map<string, string>()
  for (let at = 0; at < 150; at++) noteVae(hashes, told(`VAE hash: 735e4c3a44, VAE: vae-${at}.pt`))
  expect(hashes.size).toBe(100)
})
