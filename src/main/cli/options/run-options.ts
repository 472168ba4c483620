import { readFileSync, statSync } from 'node:fs'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { decodeText } from '../../../shared/decode-text.ts'
import type { PromptVariants } from '../../../shared/generation.ts'
import type { Grid } from '../../../shared/grid.ts'
import { gridFrom } from '../../../shared/grid-text.ts'
import { LIMITS } from '../../../shared/limits.ts'
import { REQUEST_FIELDS as FIELDS } from '../../../shared/request-fields.ts'
import { say } from '../../../shared/words/say.ts'

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
  const { problem } = read
  throw new InvalidArgumentError(
    'axis' in problem
      ? say(`cli.grid.${problem.about}`, { axis: problem.axis })
      : say(`cli.grid.${problem.about}`),
  )
}

/** The lines of a file, without empty ones. Throws InvalidArgumentError where it cannot be read or has too many. */
export function promptLines(path: string): string[] {
  let lines: string[]
  try {
    if (statSync(path).size > MOST_PROMPTS_BYTES) throw new Error(say('cli.prompts.too-large'))
    lines = decodeText(readFileSync(path)).split(/\r\n?|\n/)
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error))
  }
  const prompts = lines.map((line) => line.trim()).filter((line) => line !== '')
  if (prompts.length === 0) throw new InvalidArgumentError(say('cli.prompts.none'))
  if (prompts.length > LIMITS.images.max)
    throw new InvalidArgumentError(say('cli.prompts.too-many', { most: LIMITS.images.max }))
  return prompts
}
