import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { runCli, startSimulated, temporaryFolder } from './run-cli.ts'

test('machines are imported from a file, after a look, and can be worked with', async () => {
  await using folder = await temporaryFolder()
  await using argon = await startSimulated(['--name', 'argon', '--ipm', '600', '--time-scale', '60'])
  const file = join(folder.path, 'farm.txt')
  await writeFile(file, `--distributed-remotes argon:${new URL(argon.url).host}\n`)
  const config = ['--config', join(folder.path, 'config'), '--json']

  const look = await runCli(['workers', 'import', file, ...config])
  expect(look.code, look.stderr).toBe(0)
  expect(look.json()).toMatchObject({ applied: false, entries: [{ action: 'add', name: 'argon' }] })

  const done = await runCli(['workers', 'import', file, '--yes', ...config])
  expect(done.json()).toMatchObject({ applied: true, added: 1 })
  const list = await runCli(['workers', 'list', ...config])
  expect(list.json()).toMatchObject({ workers: [{ name: 'argon', url: argon.url, state: 'idle' }] })
})

test('what is no list of machines is refused with exit code 2', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'farm.json')
  await writeFile(file, '{"herd": "cows"}')
  const result = await runCli(['workers', 'import', file, '--config', join(folder.path, 'config')])
  expect(result.code).toBe(2)
  expect(result.stderr).toContain('not a list of machines')
})
