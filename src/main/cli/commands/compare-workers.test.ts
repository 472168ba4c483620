import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CommandContext } from '../command-context.ts'
import { EXIT, type ExitCode } from '../console/exit-codes.ts'
import { commandLine } from '../testing/command-line.ts'
import { compareWorkers } from './compare-workers.ts'
import { addWorker, removeWorker } from './workers.ts'

const line = commandLine()

/** Runs a command that is about the list of machines. */
async function run(command: (options: { config: string; json: true }, context: CommandContext) => unknown) {
  const [results, said]: [string[], string[]] = [[], []]
  let code = null as ExitCode | null
  const hear = (words: string) => said.push(words)
  const context: CommandContext = {
    io: { result: (text) => results.push(text), say: hear, complain: hear, terminal: false },
    signal: new AbortController().signal,
    exitWith: (value) => {
      code = value
    },
  }
  await command({ config: join(line.folder, 'config'), json: true }, context)
  return { code, result: JSON.parse(results.at(-1) ?? 'null') as unknown, said: said.join('\n') }
}
const add = (name: string, url: string) =>
  run((options, context) => addWorker(url, { ...options, name }, context))

test('names the machines whose settings differ, and says when none do', async () => {
  await using one = await line.serve('one', { settings: { randn_source: 'CPU' } })
  await using two = await line.serve('two', { settings: { randn_source: 'GPU', emphasis: 'No norm' } })
  await add('one', one.url)
  await add('two', two.url)
  const { code, result, said } = await run(compareWorkers)
  expect(code, said).toBe(EXIT.incomplete)
  expect(said).toContain('Noise source (randn_source)')
  expect(said).toContain('CPU: one')
  expect(said).toContain('No norm: two')
  expect(result).toMatchObject({
    ...{ untold: [], sameNoise: false },
    differences: [
      { kind: 'option', key: 'randn_source', what: 'Noise source (randn_source)' },
      { kind: 'option', key: 'emphasis' },
    ],
  })

  await run((options, context) => removeWorker('two', options, context))
  await using three = await line.serve('three', { settings: { randn_source: 'CPU' } })
  await add('three', three.url)
  const again = await run(compareWorkers)
  expect(again.code, again.said).toBe(EXIT.done)
  expect(again.said).toContain('The settings that change pictures are the same on 2 machines.')
})
