import { closeSync, openSync, readSync } from 'node:fs'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { decodeText } from '../../../shared/decode-text.ts'
import type { PromptVariants } from '../../../shared/generation.ts'
import { type Grid, GridField } from '../../../shared/grid.ts'
import { type GridProblem, gridFrom } from '../../../shared/grid-text.ts'
import { LIMITS } from '../../../shared/limits.ts'
import { scriptOptionIn } from '../../../shared/prompt-options.ts'
import { REQUEST_FIELDS as FIELDS } from '../../../shared/request-fields.ts'
import { say } from '../../../shared/words/say.ts'
import { whyUnreadable } from '../../gallery/storage-error.ts'

/** Options that make a request one of many runs. */
export interface RunOptions {
  grid?: Grid
  prompts?: string[]
  variants?: PromptVariants
}

/** bytes: a line for each image that a job may have, as long as anybody writes */
const MOST_PROMPTS_BYTES = 20 * 1024 * 1024
/** read at once */
const PART_BYTES = 256 * 1024

export const addRunOptions = (command: Command): Command =>
  command
    .option(`--${FIELDS.grid.flag} <axes>`, say('cli.option.grid'), gridArgument)
    .option(`--${FIELDS.prompts.flag} <file>`, say('cli.option.prompts'), promptLines)
    .addOption(
      new Option(`--${FIELDS.variants.flag} <how>`, say('cli.option.variants')).choices([
        ...['draw', 'all', 'as-written'],
      ]),
    )

/** `steps: 10,20; sampler: Euler a, DDIM`. Throws InvalidArgumentError saying what is wrong. */
export function gridArgument(text: string): Grid {
  const read = gridFrom(text)
  if ('grid' in read) return read.grid
  throw new InvalidArgumentError(gridProblemWords(read.problem))
}

function gridProblemWords(problem: GridProblem): string {
  if (!('axis' in problem)) return say(`cli.grid.${problem.about}`)
  const { about, axis } = problem
  if (about === 'unknown-field') return say('cli.grid.unknown-field', { axis, axes: AXES })
  return say(`cli.grid.${about}`, { axis })
}

/** How axes are named. */
const AXES = GridField.options.map((field) => (field === 'lora-weight' ? `${field} NAME` : field)).join(', ')

/** What is in a file; its size is not asked for, which a pipe, a device or a file that grows tells wrong. Throws InvalidArgumentError where it is too long. */
function readPromptFile(path: string): Buffer {
  const parts: Buffer[] = []
  let bytes = 0
  const file = openSync(path, 'r')
  try {
    for (;;) {
      const part = Buffer.allocUnsafe(PART_BYTES)
      const read = readSync(file, part)
      if (read === 0) return Buffer.concat(parts)
      bytes += read
      if (bytes > MOST_PROMPTS_BYTES) throw new InvalidArgumentError(say('cli.prompts.too-large'))
      parts.push(part.subarray(0, read))
    }
  } finally {
    closeSync(file)
  }
}

/** The lines of a file, without empty ones. Throws InvalidArgumentError where it cannot be read, has too many, or one has options in it. */
export function promptLines(path: string): string[] {
  let text: string
  try {
    text = decodeText(readPromptFile(path))
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw error
    throw new InvalidArgumentError(say('cli.file-unreadable', { file: path, error: whyUnreadable(error) }))
  }
  if (text.includes('\0')) throw new InvalidArgumentError(say('cli.prompts.no-text'))
  const lines = text.split(/\r\n?|\n/)
  const prompts = lines.map((line) => line.trim()).filter((line) => line !== '')
  if (prompts.length === 0) throw new InvalidArgumentError(say('cli.prompts.none'))
  if (prompts.length > LIMITS.images.max)
    throw new InvalidArgumentError(say('cli.prompts.too-many', { most: LIMITS.images.max }))
  for (const [at, line] of lines.entries()) {
    const option = scriptOptionIn(line)
    if (option !== null) throw new InvalidArgumentError(say('cli.prompts.option', { line: at + 1, option }))
  }
  return prompts
}
