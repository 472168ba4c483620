import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { JobView } from '../../shared/job.ts'
import type { Plan } from '../../shared/plan.ts'
import { numberWithin } from './arguments.ts'
import { type ConsoleIo, clockTime, planLines } from './console-io.ts'
import { EXIT } from './exit-codes.ts'
import { addFleetOptions, type FleetOptions } from './fleet-options.ts'
import { followJob } from './follow-job.ts'
import { generateReport } from './generate-report.ts'
import type { CommandContext } from './main.ts'
import { openCliStudio } from './open-studio.ts'
import { addRequestOptions, type RequestOptions, requestOf } from './request-options.ts'

interface GenerateOptions extends FleetOptions, RequestOptions {
  prompt: string
  out?: string
  patience: number
}

/** `generate`: the main job. Progress goes to stderr; with --json the last line of stdout is the report. */
export function registerGenerate(program: Command, context: CommandContext): void {
  const command = program
    .command('generate')
    .description('make images on every machine there is')
    .requiredOption('--prompt <text>', 'what to make')
    .option('--out <DIR>', "folder for the pictures; without it the panel's own output folder")
    .option(
      '--patience <seconds>',
      'give up when no machine has been able to work for so long',
      numberWithin(1, 86_400),
      120,
    )
  addRequestOptions(addFleetOptions(command)).action(async (options: GenerateOptions) => {
    const request = requestOf(options)
    const outputFolder = options.out === undefined ? null : resolve(options.out)
    await using session = await openCliStudio(options, context, { outputFolder })
    const { studio } = session

    const measuring = await session.measureFirst(request)
    if (context.signal.aborted) return context.exitWith(EXIT.interrupted)
    const plan = studio.dispatcher.preview(request)
    for (const line of planLines(plan)) context.io.say(line)

    const { id } = studio.dispatcher.submit(request)
    const job = await followJob(studio, { id, plan, measuring }, context, options.patience)

    const report = generateReport(job, plan, studio.gallery.imagesOfJob(id), studio.fleet.views(), (image) =>
      resolve(session.outputFolder, image.file),
    )
    sayResult(context.io, job, plan, report.stored, report.bonus)
    if (options.json) context.io.result(JSON.stringify(report))
    const whole = report.failed === 0
    context.exitWith(context.signal.aborted ? EXIT.interrupted : whole ? EXIT.done : EXIT.incomplete)
  })
}

function sayResult(io: ConsoleIo, job: JobView, plan: Plan, stored: number, bonus: number): void {
  const parts = [`${stored} of ${job.requested} images stored${bonus > 0 ? ` + ${bonus} bonus` : ''}`]
  if (job.makespanSeconds !== null) parts.push(`in ${job.makespanSeconds.toFixed(1)} s`)
  const predicted = job.predictedSeconds ?? plan.makespanSeconds
  if (predicted !== null) parts.push(`forecast ${predicted.toFixed(1)} s`)
  const bound = job.lowerBoundSeconds ?? plan.lowerBoundSeconds
  if (bound !== null) parts.push(`lower bound ${bound.toFixed(1)} s`)
  io.say(parts.join(', '))
  // What ends a job is said below, with what each machine had to do with it.
  if (job.state !== 'failed')
    for (const { name, madeNone } of job.tallies)
      if (madeNone !== undefined) io.say(`${name} made none: ${madeNone}.`)
  if (job.problem) io.complain([job.problem.message, job.problem.remedy].filter(Boolean).join(' '))
  if (job.state === 'cancelled')
    io.say(`Cancelled at ${clockTime(job.makespanSeconds ?? 0)}; what arrived is kept.`)
}
