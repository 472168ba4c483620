import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'playwright/test'
import { BUILT_CLI, NODE } from './run-cli.ts'

const run = promisify(execFile)
/** Says at the end how much CPU time the process took, in microseconds. */
const METER = `data:text/javascript,process.on('exit',()=>console.error(JSON.stringify(process.cpuUsage())))`
const COMMANDS = [
  ['generate'],
  ['upscale'],
  ['resume'],
  ['plan'],
  ['benchmark'],
  ['workers'],
  ...['list', 'compare', 'add', 'remove', 'import'].map((each) => ['workers', each]),
  ['simulate'],
]

/** Names that are typed: of the program, its commands and what follows them. */
const TYPED = new Set(['tributary', 'help', 'job', 'url', 'name', 'file', 'files', ...COMMANDS.flat()])

const help = (command: readonly string[], language = 'english') =>
  run(NODE, ['--import', METER, BUILT_CLI, ...command, '--help'], {
    env: { ...process.env, TRIBUTARY_LANGUAGE: language },
  })

test.describe('the help of the built command line', () => {
  test('is there within half a second of CPU time', { tag: '@alone' }, async () => {
    const seconds: number[] = []
    for (let time = 0; time < 3; time++) {
      const { stdout, stderr } = await help(['generate'])
      expect(stdout).toContain('--images <N>')
      const { user, system } = JSON.parse(stderr) as NodeJS.CpuUsage
      seconds.push((user + system) / 1e6)
    }
    // Other programs of the machine cost caches: the best of three is what the program needs.
    expect(Math.min(...seconds)).toBeLessThan(0.5)
  })

  for (const command of [[], ...COMMANDS])
    test(`has all its texts from the catalogue: tributary ${command.join(' ')}`, async () => {
      const { stdout } = await help(command, 'pseudo')
      const words = withoutMarked(stdout)
        .replace(/<[^>]*>|\[[^\]]*\]|--?[a-z-]+/g, ' ')
        .match(/\p{L}+/gu)
      expect((words ?? []).filter((word) => !TYPED.has(word))).toEqual([])
    })
})

function withoutMarked(text: string): string {
  let [depth, outside] = [0, '']
  for (const letter of text) {
    if (letter === '⟦') depth++
    else if (letter === '⟧') depth--
    else if (depth === 0) outside += letter
  }
  return outside
}
