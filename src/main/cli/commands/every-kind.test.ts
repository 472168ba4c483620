import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { KnownKind } from '../../sdwui/protocol/server-kinds.ts'
import { EXIT } from '../console/exit-codes.ts'
import { commandLine } from '../testing/command-line.ts'
import type { GenerateRun } from '../testing/run-generate.ts'

const cli = commandLine()
const IMAGES = 8
const LARGE_SEED = 3_000_000_000
const MODES = ['exact', 'bonus'] as const
const KINDS = ['a1111', 'forge', 'reforge', 'sdnext', 'sdcpp', 'koboldcpp'] as const
const SEEDS = [null, LARGE_SEED] as const

const spoken = (seed: number | null) => (seed === null ? 'seeds drawn' : `--seed ${seed}`)

/** `generate` with nothing but workers, a prompt and a number, and what the test varies. */
async function generateOn(
  kinds: readonly KnownKind[],
  mode: (typeof MODES)[number],
  seed: number | null,
): Promise<GenerateRun & { pictures: Set<string> }> {
  const servers = await Promise.all(kinds.map((kind) => cli.serve(kind, { kind, ipm: 60 })))
  try {
    const run = await cli.generate([
      ...servers.flatMap(({ name, url }) => ['--worker', `${name}:${new URL(url).host}`]),
      ...['--images', String(IMAGES), '--mode', mode, '--size', '512x512'],
      ...(seed === null ? [] : ['--seed', String(seed)]),
    ])
    const bytes = await Promise.all(run.report.images.map(({ file }) => readFile(file, 'latin1')))
    return { ...run, pictures: new Set(bytes) }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

function expectWhole(
  { code, report, said, pictures }: Awaited<ReturnType<typeof generateOn>>,
  seed: number | null,
): void {
  expect(code, said).toBe(EXIT.done)
  expect(report, said).toMatchObject({ requested: IMAGES, stored: IMAGES, failed: 0, state: 'finished' })
  // A seed that is not taken shows where a file tells none: two pictures are the same.
  expect(pictures.size, said).toBe(report.images.length)
  const first = seed ?? report.seed
  expect(report.seed, said).toBe(first)
  expect(
    report.images.map((image) => image.seed),
    said,
  ).toEqual(report.images.map(({ index }) => first + index))
  expect(
    report.images.filter(({ bonus }) => !bonus).map(({ index }) => index),
    said,
  ).toEqual(Array.from({ length: IMAGES }, (_, index) => index))
}

describe('generate with nothing but workers, a prompt and a number makes all its images', () => {
  for (const mode of MODES)
    for (const seed of SEEDS) {
      // KoboldCpp has nothing for a seed beyond 31 bits.
      const able = KINDS.filter((kind) => kind !== 'koboldcpp' || seed === null)
      test.each(able)(`on %s alone, in ${mode} mode, with ${spoken(seed)}`, async (kind) => {
        expectWhole(await generateOn([kind], mode, seed), seed)
      })

      test(`on all six together, in ${mode} mode, with ${spoken(seed)}`, async () => {
        expectWhole(await generateOn(KINDS, mode, seed), seed)
      })
    }
  test.each(MODES)('on koboldcpp alone it says in %s mode which seeds its server takes', async (mode) => {
    const { code, report, said } = await generateOn(['koboldcpp'], mode, LARGE_SEED)
    expect(code, said).not.toBe(EXIT.done)
    expect(report.state, said).toBe('failed')
    expect(report.images, said).toEqual([])
    expect(JSON.stringify(report) + said).toContain('its server only accepts seeds up to 2147483647')
  })
})
