import { describe, expect, it } from 'vitest'
import type { BatchView } from '../../../shared/job.ts'
import type { ServerKind, WorkerView } from '../../../shared/worker.ts'
import { capabilityFacts } from '../../sdwui/protocol/capability-facts.ts'
import { stoppingWords, uninterruptible } from './stopping-words.ts'

const batch = (workerId: string, count: number, state: BatchView['state'] = 'computing') =>
  ({ workerId, count, state }) as Partial<BatchView> as BatchView
const worker = (id: string, kind: ServerKind) =>
  ({ config: { id, name: id }, capabilities: capabilityFacts(kind) }) as unknown as WorkerView
const FLEET = [worker('desk', 'a1111'), worker('cpu', 'sdcpp'), worker('attic', 'koboldcpp')]

describe('what a cancelled job still waits for', () => {
  it('is nothing where nothing is on its way', () => {
    expect(stoppingWords([batch('cpu', 4, 'stored'), batch('cpu', 4, 'forecast')], FLEET)).toBeNull()
  })

  it('is told with its number where it cannot be stopped', () => {
    expect(stoppingWords([batch('desk', 8), batch('cpu', 4), batch('attic', 1, 'sent')], FLEET)).toBe(
      'Waiting for 4 images that cpu cannot stop making and one image that attic cannot stop making. Press Ctrl+C again to quit at once.',
    )
  })

  it('needs no numbers where all can be stopped', () => {
    expect(stoppingWords([batch('desk', 8)], FLEET)).toBe('Stopping. Press Ctrl+C again to quit at once.')
  })

  it('and is waited for where it is on its way to a server that makes it to its end', () => {
    const batches = [batch('desk', 8), batch('cpu', 4), batch('attic', 1, 'stored')]
    expect([...uninterruptible(batches, FLEET)]).toEqual(['cpu'])
  })
})
