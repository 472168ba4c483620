import { expect, it } from 'vitest'
import type { Capabilities } from '../../../../shared/worker.ts'
import { createWorld, steady } from '../testing/world.ts'
import { checkpointFor } from './checkpoint-for.ts'

it.each([
  ["the machine's own", 'sub/own.safetensors [0123456789]', 'asked', 'loaded', 'own'],
  ['the one asked for', null, 'asked.ckpt', 'loaded', 'asked'],
  ['the one in memory', null, null, 'loaded.ckpt', 'loaded'],
  ['none that is known', null, null, null, null],
])('a worker uses %s', (_, checkpointOverride, checkpoint, loadedCheckpoint, used) => {
  const capabilities: Partial<Capabilities> = { loadedCheckpoint }
  const [worker] = createWorld([{ truth: steady('argon', 5), belief: { capabilities } }]).fleet.workers()
  if (worker === undefined) throw new Error('no worker')
  expect(checkpointFor({ ...worker, checkpointOverride }, { checkpoint })).toBe(used)
  if (loadedCheckpoint === null)
    expect(checkpointFor({ ...worker, capabilities: null }, { checkpoint: null })).toBeNull()
})
