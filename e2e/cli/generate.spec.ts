import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { GenerateReport } from '../../src/main/cli/job/generate-report.ts'
import { runCli, startCli, startSimulated, temporaryFolder } from './run-cli.ts'

const seedsFrom = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index)
/** sdwui writes its infotext into a PNG text chunk. */
const infotextSeed = async (file: string) => /Seed: (\d+)/.exec(await readFile(file, 'latin1'))?.[1]

test.describe('generate', () => {
  test('writes the images asked for, each with its seed in its infotext', { tag: '@alone' }, async () => {
    await using folder = await temporaryFolder()
    const result = await runCli([
      ...[
        'generate',
        '--demo',
        '--time-scale',
        '60',
        '--prompt',
        'a valley',
        '--images',
        '12',
        '--seed',
        '1000',
      ],
      ...['--out', join(folder.path, 'out'), '--config', join(folder.path, 'config'), '--json'],
    ])
    expect(result.code, result.stderr).toBe(0)
    const report = result.json() as GenerateReport
    expect(report).toMatchObject({ requested: 12, stored: 12, bonus: 0, failed: 0 })
    expect(report.images.map((image) => image.seed)).toEqual(seedsFrom(1000, 12))
    expect(report.images.map((image) => image.index)).toEqual(seedsFrom(0, 12))
    for (const image of report.images) expect(await infotextSeed(image.file)).toBe(String(image.seed))
    expect(report.makespanSeconds).toBeGreaterThan(0)
    // No bound where machines joined that were still being measured when the job began.
    expect(report.makespanSeconds).toBeGreaterThanOrEqual((report.lowerBoundSeconds ?? 0) * 0.95)
    // Measured through real sockets at sixty times the speed, so a band rather than a number.
    for (const [name, ipm] of [
      ['argon', 5],
      ['master', 14.9],
      ['laptop', 20],
    ] as const) {
      const worker = report.workers.find((candidate) => candidate.name === name)
      if (worker?.ipm === null && name !== 'laptop') {
        // The slower ones may still be measured when the job is over.
        expect(worker, name).toMatchObject({ images: 0, reason: expect.stringContaining('measured') })
        continue
      }
      expect(worker?.ipm, name).toBeGreaterThan(ipm * 0.6)
      expect(worker?.ipm, name).toBeLessThan(ipm * 1.1)
    }
  })

  test('makes 12 + 8 + 3 in bonus mode with the speeds as named', { tag: '@alone' }, async () => {
    await using folder = await temporaryFolder()
    // So slow that what this machine takes for a request is no reason to deal anew: a late laptop gives images away.
    const result = await runCli([
      ...[
        'generate',
        '--demo',
        '--time-scale',
        '2',
        '--prompt',
        'a valley',
        '--images',
        '12',
        '--mode',
        'bonus',
      ],
      ...['--speeds', 'as-named', '--seed', '1000', '--out', join(folder.path, 'out')],
      ...['--config', join(folder.path, 'config'), '--json'],
    ])
    expect(result.code, result.stderr).toBe(0)
    const report = result.json() as GenerateReport
    expect(report).toMatchObject({ requested: 12, stored: 12, bonus: 11, failed: 0 })
    const bonus = Object.fromEntries(report.workers.map((each) => [each.name, each.bonus]))
    expect(bonus).toEqual({ laptop: 0, master: 8, argon: 3 })
    // The last of them is made twice where this machine is late, and another's copy may come first.
    const main = Object.fromEntries(report.workers.map(({ name, images }) => [name, images]))
    expect(main.laptop).toBeGreaterThanOrEqual(11)
    expect(main.argon).toBe(0)
    expect(report.images.map((image) => image.seed)).toEqual(seedsFrom(1000, 23))
  })

  test('brings every image home when a machine dies halfway, and says what happened', async () => {
    await using folder = await temporaryFolder()
    await using steady = await startSimulated(['--ipm', '20', '--time-scale', '20'])
    await using doomed = await startSimulated([
      '--ipm',
      '20',
      '--time-scale',
      '20',
      '--fault',
      'die-after=19',
    ])
    const result = await runCli([
      ...['generate', '--worker', `steady=${steady.url}`, '--worker', `doomed=${doomed.url}`],
      ...['--prompt', 'a valley', '--images', '12', '--seed', '5', '--out', join(folder.path, 'out')],
      ...['--config', join(folder.path, 'config'), '--json'],
    ])
    expect(result.code, result.stderr).toBe(0)
    const report = result.json() as GenerateReport
    expect(report.images.map((image) => image.seed)).toEqual(seedsFrom(5, 12))
    expect(report.workers.find((worker) => worker.name === 'doomed')?.state).toBe('unavailable')
    expect(result.stderr).toMatch(/doomed/)
    expect(result.stderr).toMatch(/doomed stopped\. Images?/)
  })

  test('keeps what arrived on Ctrl+C and exits 130', async () => {
    await using folder = await temporaryFolder()
    const running = startCli([
      ...['generate', '--demo', '--time-scale', '20', '--speeds', 'as-named', '--prompt', 'a valley'],
      ...['--images', '60', '--seed', '1', '--out', join(folder.path, 'out')],
      ...['--config', join(folder.path, 'config'), '--json'],
    ])
    await running.said(/laptop +[1-9]\d*\/\d+/)
    running.process.kill('SIGINT')
    const result = await running.done
    expect(result.code, result.stderr).toBe(130)
    const report = result.json() as GenerateReport
    expect(report.stored).toBeGreaterThan(0)
    expect(report.stored).toBeLessThan(60)
    expect(report.failed).toBe(60 - report.stored)
    for (const image of report.images) expect(await infotextSeed(image.file)).toBe(String(image.seed))
  })
})

test.describe('bad input ends with a clear message and exit code 2', () => {
  const cases: [string, string[], RegExp][] = [
    ['no images', ['--demo', '--images', '0'], /1 to 10000/],
    ['too many images', ['--demo', '--images', '10001'], /1 to 10000/],
    ['a size that is no multiple of 8', ['--demo', '--size', '770x512'], /multiple of 8/],
    ['a mode that does not exist', ['--demo', '--mode', 'most'], /exact, bonus/],
    ['an address that is none', ['--worker', 'ht!tp://::'], /address/i],
    ['another scheme', ['--worker', 'ftp://host'], /http/],
    ['an option that does not exist', ['--demo', '--imagse', '3'], /imagse/],
    ['no machine at all', [], /machine/i],
  ]
  for (const [name, args, message] of cases) {
    test(name, async () => {
      await using folder = await temporaryFolder()
      const result = await runCli([
        ...[
          'generate',
          '--prompt',
          'x',
          '--config',
          join(folder.path, 'config'),
          '--out',
          join(folder.path, 'out'),
        ],
        ...args,
      ])
      expect(result.stderr).toMatch(message)
      expect(result.code).toBe(2)
    })
  }
})

test.describe('a machine that cannot be used is named with the remedy, and the exit code is 1', () => {
  const withWorker = async (url: string, extra: string[] = []) => {
    await using folder = await temporaryFolder()
    return runCli([
      ...['generate', '--prompt', 'x', '--images', '2', '--patience', '1', '--worker', url, '--json'],
      ...['--config', join(folder.path, 'config'), '--out', join(folder.path, 'out'), ...extra],
    ])
  }
  test('nobody listens there', async () => {
    const result = await withWorker('http://127.0.0.1:9')
    expect(result.stderr).toMatch(/refused/i)
    expect(result.code).toBe(1)
    expect(result.json()).toMatchObject({ requested: 2, stored: 0, failed: 2 })
  })
  test('sdwui was started without --api', async () => {
    await using worker = await startSimulated(['--no-api'])
    const result = await withWorker(worker.url)
    expect(result.stderr).toMatch(/--api/)
    expect(result.code).toBe(1)
  })
  test('the password is wrong', async () => {
    await using worker = await startSimulated(['--auth', 'artist:right'])
    const { port } = new URL(worker.url)
    const result = await withWorker(`http://artist:wrong@127.0.0.1:${port}`)
    expect(result.stderr).toMatch(/password/i)
    expect(result.stderr).not.toContain('wrong@')
    expect(result.code).toBe(1)
  })
  test('the certificate is self-signed, unless --insecure is given', async () => {
    await using worker = await startSimulated(['--tls', '--ipm', '60', '--time-scale', '60'])
    const refused = await withWorker(worker.url)
    expect(refused.stderr).toMatch(/certificate/i)
    expect(refused.code).toBe(1)
    const accepted = await withWorker(worker.url, ['--insecure'])
    expect(accepted.code, accepted.stderr).toBe(0)
  })
  test('the folder for the pictures cannot be written', async () => {
    await using folder = await temporaryFolder()
    const result = await runCli([
      ...[
        'generate',
        '--demo',
        '--prompt',
        'x',
        '--config',
        join(folder.path, 'config'),
        '--out',
        '/proc/nowhere',
      ],
    ])
    expect(result.stderr).toMatch(/\/proc\/nowhere/)
    expect(result.code).not.toBe(0)
  })
})
