import { describe, expect, it } from 'vitest'
import { JobId } from '../../shared/ids.ts'
import type { BatchView } from '../../shared/job.ts'
import { createCancelFromTray } from './cancel-from-tray.ts'
import type { Question } from './confirmed-calls.ts'
import { jobFixture } from './job-fixture.ts'

const running = jobFixture({ state: 'running', number: 31, stored: 5, bonusStored: 2 })
const batch = (state: BatchView['state'], count: number, jobId = running.id) =>
  ({ jobId, state, count }) as BatchView

/** `answers`: what the person says, one after the other. */
function tray(batches: BatchView[], answer: boolean | Promise<boolean> = true) {
  const asked: Question[] = []
  const cancelled: JobId[] = []
  let live: typeof running | undefined = running
  const cancel = createCancelFromTray({
    job: () => live,
    batches: () => Promise.resolve(batches),
    ask: async (question) => {
      asked.push(question)
      return answer
    },
    cancel: async (id) => cancelled.push(id),
  })
  return { cancel, asked, cancelled, end: () => (live = undefined) }
}

describe('Cancel in the tray', () => {
  it('asks in the words of the panel before images are thrown away', async () => {
    const { cancel, asked, cancelled } = tray([
      batch('computing', 4),
      batch('sent', 2),
      batch('stored', 7),
      batch('computing', 9, JobId.parse('another')),
    ])
    await cancel(running.id)
    expect(asked).toEqual([
      {
        title: 'Cancel job 31?',
        detail: '6 images that are being made right now will be discarded. The 7 finished pictures are kept.',
        agree: 'Cancel job',
        decline: 'Keep running',
      },
    ])
    expect(cancelled).toEqual([running.id])
  })

  it('keeps the job where the answer is no', async () => {
    const { cancel, cancelled } = tray([batch('computing', 4)], false)
    await cancel(running.id)
    expect(cancelled).toEqual([])
  })

  it('asks nothing where nothing would be lost', async () => {
    const { cancel, asked, cancelled } = tray([batch('stored', 7), batch('forecast', 3)])
    await cancel(running.id)
    expect([asked, cancelled]).toEqual([[], [running.id]])
  })

  it('asks once, however often it is pressed, and lets a job be that has ended meanwhile', async () => {
    const answer = Promise.withResolvers<boolean>()
    const { cancel, asked, cancelled, end } = tray([batch('computing', 4)], answer.promise)
    const first = cancel(running.id)
    await cancel(running.id)
    expect(asked).toHaveLength(1)
    end()
    answer.resolve(true)
    await first
    expect(cancelled).toEqual([])
  })
})
