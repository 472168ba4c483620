import { describe, expect, it } from 'vitest'
import { ImageId } from '../../../../shared/ids.ts'
import type { JobStateName } from '../../../../shared/job.ts'
import { batchFixture } from '../../../testing/fixtures.ts'
import { shownIndexes, tileState } from './tile-state.ts'

const imageId = ImageId.parse('image')
const owner = (state: 'forecast' | 'sent' | 'computing') =>
  batchFixture({ id: 'a', worker: 'master', first: 0, count: 4 }, { state })
const running = { state: 'running' as JobStateName }

describe('a tile', () => {
  it('waits for whoever will make it, or for anybody', () => {
    expect(tileState(running, undefined, undefined)).toEqual({ at: 'waiting', workerId: null })
    expect(tileState(running, undefined, owner('forecast'))).toEqual({ at: 'waiting', workerId: 'master' })
    expect(tileState(running, undefined, owner('sent'))).toEqual({ at: 'waiting', workerId: 'master' })
  })
  it('computes with its batch', () => {
    expect(tileState(running, undefined, owner('computing'))).toEqual({
      at: 'computing',
      workerId: 'master',
      batchId: 'a',
    })
  })
  it('is stored as soon as the picture is there, whatever else is said', () => {
    for (const state of ['running', 'failed', 'cancelled'] as const) {
      expect(tileState({ state }, imageId, owner('computing'))).toEqual({ at: 'stored', imageId })
    }
  })
  it('has failed when the job is over without it', () => {
    expect(tileState({ state: 'failed' }, undefined, undefined)).toEqual({ at: 'failed' })
  })
})

describe('the tiles of a job', () => {
  const job = (state: JobStateName, bonusPlanned = 0) => ({ state, requested: 4, bonusPlanned })
  const images = { 0: imageId, 2: imageId, 5: imageId }
  it('are all that are asked for and planned while it is open', () => {
    expect(shownIndexes(job('running', 2), {}, [])).toEqual([0, 1, 2, 3, 4, 5])
    expect(shownIndexes(job('queued'), {}, [])).toEqual([0, 1, 2, 3])
  })
  it('grow with bonus images that nobody planned', () => {
    expect(shownIndexes(job('running'), images, [])).toEqual([0, 1, 2, 3, 4, 5])
  })
  it('are those that arrived once it was cancelled', () => {
    expect(shownIndexes(job('cancelled', 2), images, [])).toEqual([0, 2, 5])
  })
  it('show what is missing of the asked-for ones once it is over, never a missing bonus', () => {
    expect(shownIndexes(job('failed', 3), images, [])).toEqual([0, 1, 2, 3, 5])
  })
})
