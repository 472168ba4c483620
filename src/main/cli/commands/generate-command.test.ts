import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SimulatedWorkerOptions } from '../../simulator/options.ts'
import { startSimulatedWorker } from '../../simulator/simulated-worker.ts'
import { EXIT } from '../console/exit-codes.ts'
import { type GenerateOptions, runGenerate } from '../testing/run-generate.ts'

const TIME_SCALE = 60
/** A run of its benchmark takes five real seconds. */
const SLOW_IPM = 0.2

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-generate-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const serve = (name: string, options: SimulatedWorkerOptions = {}) =>
  startSimulatedWorker({ name, timeScale: TIME_SCALE, ipm: 600, ...options })

const generate = (args: readonly string[], heard?: GenerateOptions['heard']) =>
  runGenerate(['--size', '64x64', ...args], { folder, timeScale: TIME_SCALE, ...(heard && { heard }) })

describe('generate on machines nobody has measured', () => {
  test.each(['exact', 'bonus'])(
    'in %s mode starts without one that takes minutes a run, and ends its benchmark with the job',
    async (mode) => {
      await using fast = await serve('fast')
      await using slow = await serve('slow', { ipm: SLOW_IPM })
      const { code, report, said } = await generate([
        ...['--worker', `fast=${fast.url}`, '--worker', `slow=${slow.url}`, '--images', '6', '--mode', mode],
      ])
      expect(code, said).toBe(EXIT.done)
      expect(report).toMatchObject({ stored: 6, failed: 0 })
      expect(new Set(report.images.map(({ worker }) => worker))).toEqual(new Set(['fast']))
      expect(said).toContain('slow is still being measured; it joins in then.')
      expect(said).toContain('slow was not measured to its end: the job is over without it.')
      expect(report.workers.find(({ name }) => name === 'slow')?.ipm).toBeNull()
    },
  )

  test('lets a machine join in that is measured while the job runs', async () => {
    await using fast = await serve('fast', { ipm: 60 })
    await using late = await serve('late', { ipm: 30 })
    const { code, report, said } = await generate([
      ...['--worker', `fast:${new URL(fast.url).host}`, '--worker', `late:${new URL(late.url).host}`],
      ...['--images', '120', '--size', '512x512'],
    ])
    expect(code, said).toBe(EXIT.done)
    expect(said).toMatch(/late is measured now: \d+\.\d ipm\./)
    expect(report.workers.find(({ name }) => name === 'late')?.images).toBeGreaterThan(0)
  })

  test('says why one could not be measured', async () => {
    await using good = await serve('good', { ipm: 30 })
    await using lame = await serve('lame', { faults: ['500'] })
    const { code, said } = await generate([
      ...['--worker', `good=${good.url}`, '--worker', `lame=${lame.url}`, '--images', '4'],
    ])
    expect(code, said).toBe(EXIT.done)
    expect(said).toMatch(/lame could not be measured: \S+/)
  })
})

describe('Ctrl+C', () => {
  test('on a server that cannot be interrupted says at once what will still arrive, and keeps it', async () => {
    await using cpu = await serve('cpu', { kind: 'sdcpp', ipm: 40 })
    let pressed = false
    const { code, report, said } = await generate(
      ['--worker', `cpu=${cpu.url}`, '--images', '16', '--size', '512x512', '--sampler', 'euler_a'],
      (line, pressCtrlC) => {
        if (pressed || !/cpu +[1-9]\d*\/\d+/.test(line) || line.includes('run') || line.includes('/100'))
          return
        pressed = true
        pressCtrlC()
      },
    )
    expect(code, said).toBe(EXIT.interrupted)
    const [, count] =
      /Waiting for (\d+) images that cpu cannot be stopped from making; press Ctrl\+C again/.exec(said) ?? []
    expect(Number(count), said).toBeGreaterThan(0)
    expect(report.stored).toBeGreaterThanOrEqual(Number(count))
    expect(report.stored + report.failed).toBe(16)
  })
})
