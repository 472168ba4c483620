import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openConfStores } from '../../settings/conf-files.ts'
import { HttpBench, TIME_SCALE } from './bench.ts'
import { startGateway } from './gateway.ts'

/** At 64x64 a batch of 8 takes about a third of a real second, and its answer a whole one. */
const FAR = { ipm: 0.45, overheadSeconds: TIME_SCALE }

/** Starts the app again with what earlier jobs would have shown of the machine. */
async function knowsItsOverhead(bench: HttpBench): Promise<void> {
  await bench.app.stop()
  const { workers } = openConfStores(join(bench.folder, 'config'))
  const overheadSeconds = { mean: FAR.overheadSeconds, n: 3 }
  workers.save(workers.load().map((each) => ({ ...each, speed: { ...each.speed, overheadSeconds } })))
  await bench.openApp()
  await bench.until('the machine to be there', () => bench.state('far') === 'idle')
}

it('four requests on their way to a machine far away are all withdrawn when their job is cancelled', async () => {
  await using bench = await HttpBench.open()
  const server = await bench.serve('far', FAR)
  const taskIds: string[] = []
  await using gateway = await startGateway(server.url, ({ path, request }) => {
    if (!path.endsWith('/txt2img')) return undefined
    const body: Buffer[] = []
    request.on('data', (chunk: Buffer) => body.push(chunk))
    request.on('end', () => taskIds.push(JSON.parse(Buffer.concat(body).toString()).force_task_id))
    return undefined
  })
  const { config } = await bench.app.fleet.add({ name: 'far', url: gateway.url }, { ipmAsNamed: FAR.ipm })
  bench.ids.set('far', config.id)
  await knowsItsOverhead(bench)
  const called = (path: string) => server.calls().filter((call) => call.path.endsWith(path))
  const unanswered = () => called('/txt2img').filter(({ status }) => status === null).length
  /** How many of its tasks the server computes and has in its queue, by its own word. */
  const heldThere = async () => {
    const told = await Promise.all(
      taskIds.map(async (id) => {
        const body = JSON.stringify({ id_task: id, live_preview: false })
        const answer = await fetch(`${server.url}/internal/progress`, { method: 'POST', body })
        return (await answer.json()) as { active: boolean; queued: boolean }
      }),
    )
    return {
      active: told.filter(({ active }) => active).length,
      queued: told.filter(({ queued }) => queued).length,
    }
  }

  const job = await bench.submit(400)
  await bench.until('four requests to be on their way', () => unanswered() === 4 && server.queueLength > 1)
  await bench.app.handlers.cancelJob({ jobId: job.id })
  const sent = taskIds.length
  const done = await bench.done(job)

  expect(done.state).toBe('cancelled')
  expect(await heldThere()).toEqual({ active: 0, queued: 0 })
  expect([unanswered(), server.queueLength, taskIds.length]).toEqual([0, 0, sent])
  expect(called('/interrupt').length).toBeGreaterThan(0)
  expect(new Set(taskIds).size).toBe(sent)
  // What came whole before was kept, once.
  expect(bench.pictures(done)).toHaveLength(done.stored)
})
