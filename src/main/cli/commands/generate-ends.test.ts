import { describe, expect, test } from 'vitest'
import { failingFiles } from '../../gallery/testing/failing-files.ts'
import type { SimulatedWorkerOptions } from '../../simulator/options.ts'
import { EXIT } from '../console/exit-codes.ts'
import { commandLine } from '../testing/command-line.ts'

/** Ends that take a second, on a machine that does other things too. The rules of dispatch would take a minute or more. */
const SOON_MS = 4000
/** The same after Ctrl+C, which gives servers five seconds to stop. */
const STOPPED_MS = 5000 + SOON_MS

const { serve, generate } = commandLine()

describe('a disk that refuses pictures', () => {
  test.each([
    [
      'is full',
      'ENOSPC',
      /Pictures cannot be stored: The disk of .*out is full\. Trying again for up to 2 s/,
    ],
    [
      'may not be written to',
      'EROFS',
      /Pictures cannot be stored: Pictures cannot be written to .*out \(EROFS\)/,
    ],
  ])('and %s is named, and waited for as long as --patience says', async (_, code, words) => {
    await using one = await serve('one')
    const files = failingFiles()
    files.fail(code)
    const run = await generate(['--worker', `one=${one.url}`, '--images', '4', '--patience', '2'], { files })
    expect(run.code, run.said).toBe(EXIT.incomplete)
    expect(run.said).toMatch(words)
    expect(run.said).toMatch(/Gave up after 2 s: /)
    expect(run.report).toMatchObject({ requested: 4, stored: 0, failed: 4, state: 'failed' })
    expect(run.said).toContain('Choose another folder with --out.')
  })

  test('takes them all when there is room again in time', async () => {
    await using one = await serve('one')
    const files = failingFiles()
    files.fail('ENOSPC')
    const run = await generate(['--worker', `one=${one.url}`, '--images', '4', '--patience', '60'], {
      files,
      heard: (line) => {
        if (line.includes('cannot be stored')) files.heal()
      },
    })
    expect(run.code, run.said).toBe(EXIT.done)
    expect(run.report).toMatchObject({ stored: 4, failed: 0 })
  })

  test('does not keep Ctrl+C from ending it', async () => {
    await using one = await serve('one')
    const files = failingFiles()
    files.fail('ENOSPC')
    let pressedAt = Number.NaN
    const run = await generate(['--worker', `one=${one.url}`, '--images', '4'], {
      files,
      heard: (line, pressCtrlC) => {
        if (!line.includes('Trying again')) return
        pressedAt = performance.now()
        pressCtrlC()
      },
    })
    expect(performance.now() - pressedAt).toBeLessThan(SOON_MS)
    expect(run.code, run.said).toBe(EXIT.interrupted)
    expect(run.said).toContain('Stopping without the pictures that could not be stored.')
  })
})

describe('a machine whose certificate is refused', () => {
  test('is told with the way to accept it', async () => {
    await using one = await serve('one', { tls: 'self-signed' })
    const run = await generate(['--worker', `one=${one.url}`, '--images', '1', '--patience', '1'])
    expect(run.code, run.said).toBe(EXIT.incomplete)
    expect(run.said).toContain('is self-signed.')
    expect(run.said).toContain('add --insecure')
  })
})

describe('a job that is complete', () => {
  test.each([
    ['is frozen', 'freeze', true],
    ['stands still until it is interrupted', 'hang', false],
    ['sends a byte a second', 'trickle', false],
    ['never answers', 'no-answer', false],
  ])('ends at once though a machine that had a part of it %s', async (_, fault, silent) => {
    await using good = await serve('good', { ipm: 60 })
    await using bad = await serve('bad', { ipm: 60 })
    const workers = ['--worker', `good=${good.url}`, '--worker', `bad=${bad.url}`]
    const first = await generate([...workers, '--images', '2'])
    expect(first.code, first.said).toBe(EXIT.done)
    let [lastAt, done] = [Number.NaN, 0]
    const run = await generate([...workers, '--images', '4', '--size', '512x512'], {
      heard: (line) => {
        // Planned, measured and asked: then it begins.
        if (/^ +bad +0\//.test(line)) bad.setFaults([fault])
        if (/^ +good +[1-9]\d*\/\d+$/.test(line)) [lastAt, done] = [performance.now(), done + 1]
      },
    })
    expect(performance.now() - lastAt, run.said).toBeLessThan(SOON_MS)
    expect(done, run.said).toBe(4)
    expect(run.code).toBe(EXIT.done)
    expect(run.report).toMatchObject({ stored: 4, failed: 0, state: 'finished' })
    if (silent) expect(run.said).toContain('The job is done; bad did not answer; not waiting for it.')
  })
})

describe('Ctrl+C', () => {
  test.each([
    ['is frozen', 'freeze', true],
    ['sends a byte a second', 'trickle', false],
    ['never answers', 'no-answer', false],
  ])(
    'ends the command within seconds though a machine %s, and keeps what arrived',
    async (_, fault, silent) => {
      await using good = await serve('good', { ipm: 60 })
      await using bad = await serve('bad', { ipm: 60 })
      const workers = ['--worker', `good=${good.url}`, '--worker', `bad=${bad.url}`]
      const first = await generate([...workers, '--images', '2'])
      expect(first.code, first.said).toBe(EXIT.done)
      let pressedAt = Number.NaN
      const run = await generate([...workers, '--images', '200', '--size', '512x512'], {
        heard: (line, pressCtrlC) => {
          if (/^ +bad +0\//.test(line)) bad.setFaults([fault])
          if (!Number.isNaN(pressedAt) || !/^ +good +[1-9]\d*\/\d+$/.test(line)) return
          pressedAt = performance.now()
          pressCtrlC()
        },
      })
      expect(performance.now() - pressedAt, run.said).toBeLessThan(STOPPED_MS)
      expect(run.code, run.said).toBe(EXIT.interrupted)
      if (silent) expect(run.said).toContain('bad did not stop within 5 s; not waiting any longer.')
      expect(run.report.state).toBe('cancelled')
      expect(run.report.stored).toBeGreaterThan(0)
      expect(run.report.images).toHaveLength(run.report.stored)
    },
  )

  test('ends it at once while the machines are looked at and one of them is frozen', async () => {
    await using bad = await serve('bad', { faults: ['freeze'] })
    const pressed = AbortSignal.timeout(500)
    let pressedAt = Number.NaN
    pressed.addEventListener('abort', () => {
      pressedAt = performance.now()
    })
    const run = await generate(['--worker', `bad=${bad.url}`, '--images', '4'], { pressed })
    expect(performance.now() - pressedAt).toBeLessThan(SOON_MS)
    expect(run.code, run.said).toBe(EXIT.interrupted)
  })

  test('ends it also where the disk begins to refuse pictures afterwards', async () => {
    await using one = await serve('one', { kind: 'koboldcpp', ipm: 60 })
    const files = failingFiles()
    let pressed = false
    const run = await generate(['--worker', `one=${one.url}`, '--images', '50'], {
      files,
      heard: (line, pressCtrlC) => {
        if (pressed || !/^ +one +[1-9]\d*\/\d+$/.test(line)) return
        pressed = true
        files.fail('ENOSPC')
        pressCtrlC()
      },
    })
    expect(run.code, run.said).toBe(EXIT.interrupted)
    expect(run.said).toContain('Stopping without the pictures that could not be stored.')
    expect(run.report.stored).toBeGreaterThan(0)
  })
})

describe('a job that no machine can make', () => {
  test.each<[string, string[], SimulatedWorkerOptions, string]>([
    ['for want of the sampler', ['--sampler', 'Nonsense'], {}, 'one: sampler Nonsense is missing.'],
    ['for want of any checkpoint', [], { checkpoints: [] }, 'one: it has no checkpoint.'],
  ])('%s fails at once, and says so', async (_, args, options, words) => {
    await using one = await serve('one', options)
    const run = await generate(['--worker', `one=${one.url}`, '--images', '2', ...args])
    expect(run.code, run.said).toBe(EXIT.incomplete)
    expect(run.report).toMatchObject({ stored: 0, failed: 2, state: 'failed' })
    expect(run.said).toContain(`No machine can make these images. ${words}`)
    expect(run.said).not.toContain('"resume')
    expect(one.images).toBe(0)
  })
})
