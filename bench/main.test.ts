import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-'))
  await writeFile(
    join(folder, 'trio.json'),
    '{"images": 12, "workers": [{"ipm": 5}, {"ipm": 15}, {"ipm": 20}]}',
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

const bench = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const script = join(import.meta.dirname, 'main.ts')
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', script, ...args],
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })

describe('the benchmarks from the command line', () => {
  it('print a table and write JSON, the same for the same seeds', async () => {
    const [first, second] = await Promise.all(
      ['a', 'b'].map(async (name) => {
        const file = join(folder, `${name}.out`)
        const ended = await bench(
          'schedule',
          '--scenarios',
          folder,
          '--seeds',
          '2',
          '--json',
          file,
          '--threads',
          '1',
        )
        return { ended, json: JSON.parse(await readFile(file, 'utf8')) }
      }),
    )
    expect(first?.ended).toMatchObject({ code: 0, out: expect.stringContaining('trio') })
    expect(first?.json).toEqual({
      scenarios: [
        {
          name: 'trio',
          kind: 'static',
          images: 12,
          workers: 3,
          ratio: {
            tributary: { mean: expect.any(Number), worst: expect.any(Number) },
            classic: { mean: 1.8, worst: 1.8 },
            equal: { mean: 2.4, worst: 2.4 },
            fastest: { mean: 1.8, worst: 1.8 },
          },
          jobs: [{ images: 12, mean: expect.any(Number), worst: expect.any(Number) }],
          firstPicture: { mean: expect.any(Number), leastMean: 3 },
        },
      ],
      planning: { mode: 'exact', images: 5000, workers: 100, ms: expect.any(Number) },
      bonusPlanning: { mode: 'bonus', images: 10_000, workers: 100, ms: expect.any(Number) },
    })
    expect(second?.json.scenarios).toEqual(first?.json.scenarios)
  })
  it('schedule is what they do without a command', async () => {
    const ended = await bench('--scenarios', folder, '--seeds', '1', '--json', join(folder, 'c.out'))
    expect(ended).toMatchObject({
      code: 0,
      out: expect.stringContaining('Makespan over the clairvoyant bound'),
    })
  })
  it('draw random fleets, replay one of them and print it', async () => {
    const file = join(folder, 'random.out')
    const args = ['random', '--kind', 'static', '--seed', '5', '--json', file]
    const three = await bench(...args, '--fleets', '3', '--show', '1')
    expect(three).toMatchObject({
      code: 0,
      out: expect.stringMatching(/--kind static --seed 5 --only [012]\n/),
    })
    const json = JSON.parse(await readFile(file, 'utf8'))
    expect(json).toMatchObject({
      fleets: 3,
      worst: expect.any(Number),
      etaError: { 0: { p50: expect.any(Number), p90: expect.any(Number) }, 75: expect.anything() },
    })
    const worst = /--only (\d)/.exec(three.out)?.[1] ?? ''
    const replayed = await bench(...args, '--only', worst)
    expect(replayed.out).toContain(`"name": "static 5/${worst}"`)
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ fleets: 1, worst: json.worst })
  })
  it.each<[string, string[], string]>([
    [
      'a kind of fleet that there is not',
      ['random', '--kind', 'wild'],
      'Allowed choices are static, dynamic',
    ],
    ['no fleets', ['random', '--fleets', '0'], 'a whole number from 1 to'],
    ['an unknown command', ['shedule'], 'shedule'],
    ['an unknown option', ['schedule', '--sceanrios', 'x'], '--sceanrios'],
    ['no seeds', ['schedule', '--seeds', '0'], 'a whole number from 1 to'],
    ['a folder that is not there', ['schedule', '--scenarios', '/nowhere/at/all'], 'cannot be read'],
  ])('refuse %s with exit code 2', async (_, args, words) => {
    const ended = await bench(...args)
    expect(ended).toMatchObject({ code: 2, err: expect.stringContaining(words) })
  })
  it('name the file and the field that is wrong', async () => {
    const broken = await mkdtemp(join(folder, 'broken-'))
    await writeFile(join(broken, 'x.json'), '{"images": 12, "workers": [{"ipm": -5}]}')
    expect(await bench('schedule', '--scenarios', broken)).toMatchObject({
      code: 2,
      err: expect.stringContaining('x.json: workers.0.ipm'),
    })
  })
  it('name the world nobody can finish', async () => {
    const doomed = await mkdtemp(join(folder, 'doomed-'))
    await writeFile(
      join(doomed, 'x.json'),
      '{"name": "doomed", "images": 99, "workers": [{"ipm": 5, "leavesAt": 9}]}',
    )
    expect(await bench('schedule', '--scenarios', doomed, '--seeds', '1')).toMatchObject({
      code: 1,
      err: expect.stringContaining('doomed, seed 1: this fleet can never finish'),
    })
  })
})
