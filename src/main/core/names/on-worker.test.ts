import { describe, expect, it } from 'vitest'
import { canonicalCheckpointName } from '../../../shared/names/checkpoints.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { CAPABILITIES } from '../offers/testing/capabilities.ts'
import { UPSCALE } from '../speed/testing/from-others.ts'
import {
  checkpointHandle,
  checkpointOn,
  checkpointProblem,
  isSameCheckpoint,
  loadedHandle,
  sentNames,
} from './on-worker.ts'

const having = (...titles: string[]) => ({
  ...CAPABILITIES,
  checkpoints: titles.map((title) => ({
    title,
    name: canonicalCheckpointName(title),
    hash: /\[(\w+)\]$/.exec(title)?.[1] ?? null,
    sha256: null,
  })),
})
const PORTRAIT = 'sd15/model.safetensors [879db523c3]'
const WIDE = 'xl/model.safetensors [0123456789]'
const server = having(PORTRAIT, WIDE, 'ink.ckpt')

describe('a checkpoint on a worker', () => {
  it.each([
    ['by its name', 'ink', 'ink.ckpt', 'ink', null],
    ['by a title of another server', 'drawings/ink.safetensors', 'ink.ckpt', 'ink', null],
    ['by its title', WIDE, WIDE, WIDE, null],
    [
      'by a name that two files have',
      'model',
      null,
      'model',
      reason('planning.checkpoint-ambiguous', { count: 2, name: 'model' }),
    ],
    ['that it lacks', 'third.ckpt', null, 'third', reason('planning.checkpoint-missing', { name: 'third' })],
  ])('%s', (_, wanted, title, handle, problem) => {
    expect(checkpointOn(server, wanted)?.title ?? null).toBe(title)
    expect(checkpointHandle(server, wanted)).toBe(handle)
    expect(checkpointProblem(server, wanted)).toEqual(problem)
  })

  it('is what it is called where the list is unknown', () => {
    for (const unknown of [null, { ...CAPABILITIES, checkpoints: null }]) {
      expect(checkpointOn(unknown, WIDE)).toBeNull()
      expect(checkpointProblem(unknown, WIDE)).toBeNull()
      expect(checkpointHandle(unknown, WIDE)).toBe('model')
    }
    expect(loadedHandle(null, WIDE, null)).toBe('model')
  })

  it('is the one in memory, or another file of that name', () => {
    expect(isSameCheckpoint(server, WIDE, WIDE)).toBe(true)
    expect(isSameCheckpoint(server, WIDE, PORTRAIT)).toBe(false)
    expect(isSameCheckpoint(server, WIDE, 'model')).toBe(false)
    expect(isSameCheckpoint(server, 'ink', 'Ink.safetensors')).toBe(true)
    expect(isSameCheckpoint(null, 'ink', 'Ink.ckpt')).toBe(true)
    expect(isSameCheckpoint(null, 'ink', 'model')).toBe(false)
  })
})

describe('the names of a request', () => {
  const asked = { sampler: 'DPM++ 2M', scheduler: 'Karras', hires: null }

  it('are those of its refiner and of the upscaler that makes pictures larger, else of the second pass', () => {
    const lists = { ...server, upscalers: ['R-ESRGAN 4x+', 'Lanczos'] }
    const hires = { scale: 2, upscaler: 'lanczos', steps: 0, denoisingStrength: 0.5 }
    const refiner = { checkpoint: 'drawings/ink.safetensors', switchAt: 0.8 }
    expect(sentNames(lists, { ...asked, hires, refiner })).toMatchObject({
      upscaler: 'Lanczos',
      refiner: 'ink',
    })
    expect(
      sentNames(lists, { ...asked, hires, upscale: { ...UPSCALE, upscaler: 'r-esrgan 4x+' } }).upscaler,
    ).toBe('R-ESRGAN 4x+')
    expect(sentNames(null, { ...asked, hires }).upscaler).toBe('lanczos')
    expect(sentNames(lists, asked)).not.toHaveProperty('refiner')
  })

  it('are those of the server', () => {
    const versions = { ...CAPABILITIES, samplers: ['DPM++ 2M Karras'], schedulers: null }
    expect(sentNames(versions, asked)).toMatchObject({ sampler: 'DPM++ 2M Karras', upscaler: null })
    expect(sentNames(versions, asked)).not.toHaveProperty('second')
  })

  it('go as they were asked where nothing is known of it, or it lacks them', () => {
    expect(sentNames(null, asked)).toMatchObject({ sampler: 'DPM++ 2M', scheduler: 'Karras' })
    const other = { ...CAPABILITIES, samplers: ['Euler'] }
    expect(sentNames(other, asked)).toMatchObject({ sampler: 'DPM++ 2M', scheduler: 'Karras' })
  })
})
