import { describe, expect, test } from 'vitest'
import { EXIT } from '../console/exit-codes.ts'
import { commandLine } from '../testing/command-line.ts'

/** A run of its benchmark takes five real seconds. */
const SLOW_IPM = 0.2

const { serve, generate } = commandLine()

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
      expect(said).toContain('slow is still being measured and joins afterwards.')
      expect(said).toContain('slow was not fully measured: the job finished without it.')
      expect(report.workers.find(({ name }) => name === 'slow')?.ipm).toBeNull()
    },
  )

  test('lets a machine join in that is measured while the job runs', async () => {
    await using fast = await serve('fast', { ipm: 60 })
    // Slow enough to be measured after the start on a busy machine too: its benchmark takes most of a real second.
    await using late = await serve('late', { ipm: 10 })
    const { code, report, said } = await generate([
      ...['--worker', `fast:${new URL(fast.url).host}`, '--worker', `late:${new URL(late.url).host}`],
      ...['--images', '120', '--size', '512x512'],
    ])
    expect(code, said).toBe(EXIT.done)
    expect(said).toMatch(/late has been measured: \d+\.\d ipm\./)
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

describe('generate --mode until', () => {
  test('stops in time, and tells when that was and how many there are', async () => {
    await using one = await serve('one', { ipm: 60 })
    const { code, report, said } = await generate([
      ...['--worker', `one=${one.url}`, '--mode', 'until', '--until', '60s', '--size', '512x512'],
    ])
    expect(code, said).toBe(EXIT.done)
    expect(said).toMatch(/Plan: about \d+ images by \d\d:\d\d/)
    expect(said).toMatch(new RegExp(`${report.stored} images stored by \\d\\d:\\d\\d, in `))
    expect(report).toMatchObject({ state: 'finished', requested: report.stored, failed: 0 })
    expect(report.stored).toBeGreaterThan(0)
    expect(report.images.map(({ index }) => index)).toEqual(
      Array.from({ length: report.stored }, (_, index) => index),
    )
    expect(report.deadline).toBeGreaterThan(1.7e12)
  })

  test('has failed where no image could be made in the time', async () => {
    await using one = await serve('one', { ipm: 60 })
    const { code, report, said } = await generate([
      ...['--worker', `one=${one.url}`, '--mode', 'until', '--until', '1s', '--size', '2048x2048'],
    ])
    expect(code, said).toBe(EXIT.incomplete)
    expect(said).toMatch(/Plan: no image can be made by \d\d:\d\d/)
    expect(said).toContain('No image could be made in the time. Give it a later time.')
    expect(report).toMatchObject({ state: 'failed', stored: 0, requested: 0 })
  })
})

describe('Ctrl+C', () => {
  test('on a server that cannot be interrupted says at once what will still arrive, and keeps it', async () => {
    await using cpu = await serve('cpu', { kind: 'sdcpp', ipm: 40 })
    let pressed = false
    const { code, report, said } = await generate(
      ['--worker', `cpu=${cpu.url}`, '--images', '16', '--size', '512x512', '--sampler', 'euler_a'],
      {
        heard: (line, pressCtrlC) => {
          if (pressed || !/cpu +[1-9]\d*\/\d+/.test(line) || line.includes('run') || line.includes('/100'))
            return
          pressed = true
          pressCtrlC()
        },
      },
    )
    expect(code, said).toBe(EXIT.interrupted)
    const [, count] =
      /Waiting for (one|\d+) images? that cpu cannot stop making\. Press Ctrl\+C again/.exec(said) ?? []
    const awaited = count === 'one' ? 1 : Number(count)
    expect(awaited, said).toBeGreaterThan(0)
    expect(report.stored).toBeGreaterThanOrEqual(awaited)
    expect(report.stored + report.failed).toBe(16)
  })
})
