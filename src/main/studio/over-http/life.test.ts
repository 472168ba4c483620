import { writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CALL_NAMES } from '../../../shared/channels.ts'
import { problemOf } from '../../core/failure.ts'
import { failingFiles } from '../../gallery/testing/failing-files.ts'
import { parseRequest } from '../../ipc/parse-request.ts'
import { openConfStores } from '../../settings/conf-files.ts'
import { HttpBench, seedsFrom, TIME_SCALE } from './bench.ts'

const stateOf = (bench: HttpBench, id: string) => [...bench.jobs].find(([jobId]) => jobId === id)?.[1].at(-1)

describe('a job', () => {
  it('that is cancelled keeps what arrived, stops the servers, and discards what was half done', async () => {
    await using bench = await HttpBench.open()
    const server = await bench.add('one', { ipm: 10 })
    const job = await bench.submit(40)
    await bench.until('a first picture', () => bench.pictures(job).length > 0)
    await bench.studio.handlers.cancelJob({ jobId: job.id })
    const done = await bench.done(job)
    expect(done.state).toBe('cancelled')
    expect(done.stored).toBeLessThan(40)
    expect(bench.studio.gallery.imagesOfJob(job.id)).toHaveLength(done.stored)
    await bench.until('the server to be free', () => server.queueLength === 0)
    expect(server.calls().some(({ path }) => path.startsWith('/sdapi/v1/interrupt'))).toBe(true)
  })

  it('that waits for somebody else is never interrupted on their account', async () => {
    await using bench = await HttpBench.open()
    const server = await bench.add('one', { ipm: 60 })
    const seconds = 60
    const began = performance.now()
    const theirs = server.busyFor(seconds)
    const job = await bench.submit(2)
    await bench.until('the request to be sent', () => server.queueLength > 1)
    await bench.studio.handlers.cancelJob({ jobId: job.id })
    await bench.within(theirs, 'their work to end')
    expect(performance.now() - began).toBeGreaterThan((seconds / TIME_SCALE) * 950)
    expect(server.calls().some(({ path }) => path.startsWith('/sdapi/v1/interrupt'))).toBe(false)
    await bench.done(job)
  })

  it('on machines nobody measured is held while they are, then runs', async () => {
    await using bench = await HttpBench.open()
    const { url } = await bench.add('measured', { ipm: 60 })
    await bench.studio.handlers.removeWorker({ workerId: bench.id('measured') })
    const view = await bench.studio.handlers.addWorker({ input: { name: 'fresh', url } })
    await bench.studio.fleet.settled(5000)
    const job = await bench.submit(4)
    expect(job.state).toBe('held')
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: 4 })
    // Sockets and timers weigh sixty times as much at this time scale: a band, not a number.
    expect(bench.studio.fleet.view(view.config.id)?.benchmark?.ipm).toBeGreaterThan(15)
    expect(bench.studio.fleet.view(view.config.id)?.benchmark?.ipm).toBeLessThan(66)
  })

  it('comes back after a crash, paused, and makes what is missing with the same seeds', async () => {
    await using bench = await HttpBench.open()
    const { url } = await bench.add('one', { ipm: 60 })
    const job = await bench.submit(100)
    await bench.until('some pictures', () => bench.pictures(job).length >= 2)
    await bench.studio.stop()
    await bench.openStudio({ resume: true })
    const offered = bench.studio.dispatcher.jobs().find(({ id }) => id === job.id)
    expect(offered).toMatchObject({ state: 'paused', number: job.number, requested: 100 })
    expect(bench.notices.some(({ title }) => title === `Job ${job.number} was not finished`)).toBe(true)
    await bench.studio.fleet.add({ name: 'one', url }, { simulated: true, ipmAsNamed: 60 })
    await bench.studio.fleet.settled(5000)
    await bench.studio.handlers.resumeJob({ jobId: job.id })
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: 100 })
    expect(bench.pictures(job).map(({ index, seed }) => [index, seed])).toEqual(
      seedsFrom(0, 100).map((index) => [index, 1000 + index]),
    )
  })
})

it('waits for room when the disk is full, says so, and loses nothing', async () => {
  const files = failingFiles()
  await using bench = await HttpBench.open({ files })
  await bench.add('one')
  files.fail('ENOSPC')
  const job = await bench.submit(8)
  await bench.until('storing to be paused', () => stateOf(bench, job.id)?.state === 'storing-paused')
  expect(stateOf(bench, job.id)?.problem).toMatchObject({ kind: 'storage-full' })
  files.heal()
  const done = await bench.done(job)
  expect(done).toMatchObject({ state: 'finished', stored: 8 })
  expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 8))
})

it('sets broken settings aside, says so, and starts with the defaults', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-broken-'))
  try {
    await mkdir(join(folder, 'config'))
    writeFileSync(join(folder, 'config', 'settings.json'), '{"theme": "dar')
    writeFileSync(join(folder, 'config', 'workers.json'), 'no json at all')
    const stores = openConfStores(join(folder, 'config'))
    expect(stores.settings.get().theme).toBe('system')
    expect(stores.workers.load()).toEqual([])
    expect(stores.found.join('\n')).toMatch(/settings\.json could not be read/)
    const names = await readdir(join(folder, 'config'))
    expect(names.filter((name) => /^(settings|workers)\.broken-/.test(name))).toHaveLength(2)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

it('makes twelve images together on six kinds of server', async () => {
  await using bench = await HttpBench.open()
  const kinds = ['a1111', 'forge', 'reforge', 'sdnext', 'sdcpp', 'koboldcpp'] as const
  for (const kind of kinds) await bench.add(kind, { kind, ipm: 120 })
  const done = await bench.done(await bench.submit(24))
  expect(done).toMatchObject({ state: 'finished', stored: 24 })
  expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 24))
  const makers = new Set(bench.pictures(done).map(({ workerName }) => workerName))
  expect([...makers].sort()).toEqual([...kinds].sort())
})

describe('garbage from the panel', () => {
  const rubbish: unknown[] = [
    null,
    7,
    'text',
    [],
    { request: null },
    { workerId: {} },
    { input: { url: 5 } },
    { jobId: 'x'.repeat(100) },
  ]
  it('gets a typed problem or a normal answer from every call, and nothing breaks', async () => {
    await using bench = await HttpBench.open()
    for (const name of CALL_NAMES) {
      // What the shell answers needs a desktop; what takes no argument would only be obeyed.
      if (!(name in bench.studio.handlers) || ['startDemoFleet', 'startDiscovery'].includes(name)) continue
      for (const request of rubbish) {
        try {
          const handler = bench.studio.handlers[name as keyof typeof bench.studio.handlers] as (
            request: unknown,
          ) => Promise<unknown>
          await handler(parseRequest(name, request))
        } catch (error) {
          expect(problemOf(error).kind, `${name} ${JSON.stringify(request)}`).not.toBe('internal')
        }
      }
    }
    await bench.add('one')
    expect(await bench.done(await bench.submit(2))).toMatchObject({ state: 'finished' })
  })
})
