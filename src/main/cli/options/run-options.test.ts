import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addRequestOptions, givenOptions } from './request-options.ts'
import { gridArgument, promptLines } from './run-options.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prompts-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function given(...args: string[]) {
  const command = addRequestOptions(new Command('generate')).exitOverride()
  command.parse(args, { from: 'user' })
  return givenOptions(command.opts(), command)
}

describe('options for many runs', () => {
  it('take a grid, and one image of each cell where nobody says how many', () => {
    const grid = { axes: [{ field: 'steps', values: ['10', '20'] }] }
    expect(given('--grid', 'steps: 10,20')).toMatchObject({ grid, images: 1 })
    expect(given('--grid', 'steps: 10,20', '--images', '12')).toMatchObject({ grid, images: 12 })
    expect(given()).toMatchObject({ images: 12 })
  })

  it.each([
    ['steps 10', 'no colon'],
    ['stepz: 1', 'no axis "stepz". There are: steps, cfg-scale, sampler'],
    ['steps: 5; cfg: 7; Steps: 6', '"Steps: 6" is the second axis of that field'],
    ['lora-weight ink: 0.5; lora-weight ink: 1', 'second axis'],
    ['', 'no axis'],
    ['seed: 1-1000000000', 'more values'],
  ])('refuse the grid "%s"', (text, said) => {
    expect(() => gridArgument(text)).toThrow(said)
  })

  it('take axes of one field that add to each other', () => {
    expect(gridArgument('style: photo, night; style: None, ink').axes).toHaveLength(2)
    expect(gridArgument('lora-weight ink: 0.5,1; lora-weight sea: 0.5,1').axes).toHaveLength(2)
    expect(gridArgument('prompt s/r: red, blue; prompt s/r: cat, dog').axes).toHaveLength(2)
  })

  it('take the lines of a file as prompts', () => {
    const file = join(folder, 'prompts.txt')
    writeFileSync(file, '\uFEFFa cat\r\n\r\n  a dog  \na fish')
    expect(given('--prompts', file)).toMatchObject({ prompts: ['a cat', 'a dog', 'a fish'], images: 1 })
    writeFileSync(file, '\n\n')
    expect(() => promptLines(file)).toThrow('no prompts')
    writeFileSync(file, 'x\n'.repeat(10_001))
    expect(() => promptLines(file)).toThrow('10,000')
    writeFileSync(file, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]))
    expect(() => promptLines(file)).toThrow('The file is no text.')
    writeFileSync(file, 'a cat\n\n--prompt "a dog" --negative_prompt "blurry" --steps 20\n')
    expect(() => promptLines(file)).toThrow('Line 3 has --prompt in it, which would be drawn as text')
    expect(() => promptLines(folder)).toThrow(`${folder} cannot be read: it is a folder.`)
    expect(() => promptLines(join(folder, 'absent.txt'))).toThrow('cannot be read: there is no such file.')
  })

  it.skipIf(process.platform === 'win32')('read no more prompts of a pipe than of a file', async () => {
    const pipe = join(folder, 'pipe')
    execFileSync('sh', ['-c', 'mkfifo "$0"', pipe])
    const write = (what: string) => {
      const writer = spawn('sh', ['-c', `${what} > "$0"`, pipe], { stdio: 'ignore' })
      return once(writer, 'close')
    }
    const few = write('printf "a cat\\na dog"')
    expect(promptLines(pipe)).toEqual(['a cat', 'a dog'])
    await few
    const many = write('head -c 22000000 /dev/zero')
    expect(() => promptLines(pipe)).toThrow('larger than 20 MB')
    await many
  })
})
