import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { GenerateReport } from '../../src/main/cli/job/generate-report.ts'
import { KNOWN_KINDS } from '../../src/main/sdwui/protocol/server-kinds.ts'
import { runCli, startSimulated, temporaryFolder } from './run-cli.ts'

const TIME_SCALE = '30'

// Each kind alone, both modes and large seeds: src/main/cli/commands/every-kind.test.ts.
test('generate with nothing but machines, a prompt and a number makes all images on six kinds of server', async () => {
  await using folder = await temporaryFolder()
  await using servers = new AsyncDisposableStack()
  const workers = await Promise.all(
    KNOWN_KINDS.map(async (kind) => {
      const server = servers.use(
        await startSimulated(['--kind', kind, '--ipm', '20', '--time-scale', TIME_SCALE]),
      )
      return `${kind}:${new URL(server.url).host}`
    }),
  )
  const result = await runCli([
    ...['generate', ...workers.flatMap((worker) => ['--worker', worker])],
    ...['--prompt', 'a valley', '--images', '24', '--time-scale', TIME_SCALE, '--json'],
    ...['--out', join(folder.path, 'out'), '--config', join(folder.path, 'config')],
  ])
  expect(result.code, result.stderr).toBe(0)
  const { seed, images, stored } = result.json() as GenerateReport
  expect(stored, result.stderr).toBe(24)
  expect(images.map((image) => image.seed)).toEqual(Array.from({ length: 24 }, (_, index) => seed + index))
})
