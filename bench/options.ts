import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { ScenarioError } from './schedule/scenario.ts'

/** Reads an option that is a whole number from `least` to `most`. */
export function wholeNumber(most: number, least = 1): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`a whole number from ${least} to ${most} is needed.`)
    return value
  }
}

/** Writes figures as JSON, folders made as needed. Throws a ScenarioError that names the file. */
export function writeFigures(file: string, figures: unknown): void {
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true })
    writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`)
  } catch (error) {
    throw new ScenarioError(`${file} cannot be written: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    })
  }
}
