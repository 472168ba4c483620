import { readFileSync, statSync } from 'node:fs'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { decodeText } from '../../../shared/decode-text.ts'
import type { PromptVariants } from '../../../shared/generation.ts'
import { type Grid, GridField } from '../../../shared/grid.ts'
import { type GridProblem, gridFrom } from '../../../shared/grid-text.ts'
import { LIMITS } from '../../../shared/limits.ts'
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

/** The lines of a file, without empty ones. Throws InvalidArgumentError where it cannot be read or has too many. */
export function promptLines(path: string): string[] {
  let text: string
  try {
    if (statSync(path).size > MOST_PROMPTS_BYTES) throw new InvalidArgumentError(say('cli.prompts.too-large'))
    text = decodeText(readFileSync(path))
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
  return prompts
}
