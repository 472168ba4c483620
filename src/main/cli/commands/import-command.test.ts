import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CommandContext } from '../command-context.ts'
import { registerWorkers } from './workers-command.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-import-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Runs `workers …` in this process on settings of its own. */
async function workers(...args: string[]) {
  const [results, said]: [string[], string[]] = [[], []]
  const context: CommandContext = {
    io: {
      result: (line) => results.push(line),
      say: (line) => said.push(line),
      complain: (line) => said.push(line),
      terminal: false,
    },
    signal: new AbortController().signal,
    exitWith: () => undefined,
  }
  const program = new Command('tributary').exitOverride().configureOutput({ writeErr: () => undefined })
  registerWorkers(program, context)
  await program.parseAsync([
    ...['node', 'tributary', 'workers', ...args],
    ...['--config', join(folder, 'config'), '--json'],
  ])
  return { result: JSON.parse(results.at(-1) ?? 'null'), said: said.join('\n') }
}

/** Nothing listens on these ports of this machine. */
const LIST = 'argon:127.0.0.1:9\nlaptop:127.0.0.1:10\n'
async function fileOf(text: string | Uint8Array, name = 'list.txt') {
  const file = join(folder, name)
  await writeFile(file, text)
  return file
}
const names = async () =>
  (await workers('list')).result.workers.map(({ name }: { name: string }) => name).sort()

describe('workers import', () => {
  test('shows what would happen and changes nothing', async () => {
    const { result, said } = await workers('import', await fileOf(LIST))
    expect(result).toMatchObject({ applied: false, added: 0, changed: 0, format: 'addresses' })
    expect(result.entries.map(({ action, name }: Record<string, string>) => [action, name])).toEqual([
      ['add', 'argon'],
      ['add', 'laptop'],
    ])
    expect(said).toContain('Nothing was changed. Add --yes to apply this.')
    expect(await names()).toEqual([])
  })

  test('reads files in the encodings of Windows', async () => {
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const { result } = await workers('import', await fileOf(Buffer.from(`\ufeff${LIST}`, encoding)))
      expect(result.entries.map(({ name }: Record<string, string>) => name)).toEqual(['argon', 'laptop'])
    }
  })

  test('with --yes does it; a second time there is nothing to do', async () => {
    const file = await fileOf(LIST)
    expect((await workers('import', file, '--yes')).result).toMatchObject({ applied: true, added: 2 })
    expect(await names()).toEqual(['argon', 'laptop'])
    const again = await workers('import', file, '--yes')
    expect(again.result).toMatchObject({ applied: true, added: 0, changed: 0 })
    expect(again.result.entries.map(({ action }: { action: string }) => action)).toEqual(['skip', 'skip'])
  })

  test('brings passwords only where they may stand in clear, and says whose are missing', async () => {
    const file = await fileOf('http://ada:secret@127.0.0.1:9\n')
    const { result, said } = await workers('import', file, '--yes')
    expect(result).toMatchObject({ added: 1, withoutPassword: ['127.0.0.1:9'] })
    expect(said).toContain('--store-password-in-clear')
    expect(said + JSON.stringify(result)).not.toContain('secret')
  })

  test('refuses what is no list, is too large or is not there, in words', async () => {
    await expect(workers('import', join(folder, 'nothing.txt'))).rejects.toMatchObject({
      kind: 'bad-request',
      message: expect.stringContaining('cannot be read'),
    })
    await expect(workers('import', await fileOf('x'.repeat(4_000_001)))).rejects.toThrow('too large')
    await expect(workers('import', await fileOf('{', 'list.json'))).rejects.toMatchObject({
      kind: 'bad-request',
    })
  })
})
