import { styleText } from 'node:util'
import type { ConsoleIo } from './console-io.ts'

/** The output of this process. */
export const processIo: ConsoleIo = {
  result: (line) => process.stdout.write(`${line}\n`),
  say: (line) => process.stderr.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${styleText('red', line, { stream: process.stderr })}\n`),
  terminal: process.stderr.isTTY === true,
}
