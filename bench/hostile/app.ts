/** One hostile input in a process of its own, so that blocks and memory are its alone. Prints what was found. */
import { CASES, type Way } from './cases.ts'
import { runCommandLine } from './run-command-line.ts'
import { runJob } from './run-job.ts'
import { runStart } from './run-start.ts'
import { runText } from './run-text.ts'
import { type Found, Task } from './task.ts'

const RUN: Readonly<Record<Way, (task: Task) => Promise<Found>>> = {
  job: runJob,
  start: runStart,
  text: runText,
  cli: runCommandLine,
}

const task = Task.parse(JSON.parse(process.argv[2] ?? ''))
const way = CASES.find(({ name }) => name === task.case)?.way
if (way === undefined) throw new Error(`there is no case ${task.case}`)
console.log(JSON.stringify(await RUN[way](task)))
// What a hostile server keeps open must not keep the measuring waiting.
process.exit(0)
