import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { JobId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import type { Plan } from '../../shared/plan.ts'
import type { Studio } from '../studio.ts'
import { numberWithin } from './arguments.ts'
import { type ConsoleIo, clockTime, planLines, WorkerBars } from './console-io.ts'
import { EXIT } from './exit-codes.ts'
import { addFleetOptions, type FleetOptions } from './fleet-options.ts'
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

    await session.measureIfNeeded(request)
    if (context.signal.aborted) return context.exitWith(EXIT.interrupted)
    const plan = studio.dispatcher.preview(request)
    for (const line of planLines(plan)) context.io.say(line)

    const { id } = studio.dispatcher.submit(request)
    const job = await follow(studio, id, plan, context, options.patience)

    const report = generateReport(job, plan, studio.gallery.imagesOfJob(id), studio.fleet.views(), (image) =>
      resolve(session.outputFolder, image.file),
    )
    sayResult(context.io, job, plan, report.stored, report.bonus)
    if (options.json) context.io.result(JSON.stringify(report))
    const whole = report.failed === 0
    context.exitWith(context.signal.aborted ? EXIT.interrupted : whole ? EXIT.done : EXIT.incomplete)
  })
}

/** Shows the job until it ends; Ctrl+C cancels it and keeps what arrived. */
async function follow(
  studio: Studio,
  id: JobId,
  plan: Plan,
  context: CommandContext,
  patienceSeconds: number,
): Promise<JobView> {
  const bars = new WorkerBars(context.io)
  const stored = new Map<string, number>()
  const shares = new Map(plan.shares.map((share) => [share.name, share.images + share.bonus]))
  for (const [name, total] of shares) bars.set(name, 0, total, '')

  let givenUp: NodeJS.Timeout | null = null
  const cancel = () => studio.dispatcher.cancel(id)
  const off = studio.subscribe((name, payload) => {
    if (name === 'imageStored' && payload.jobId === id) {
      const count = (stored.get(payload.workerName) ?? 0) + 1
      stored.set(payload.workerName, count)
      bars.set(payload.workerName, count, Math.max(count, shares.get(payload.workerName) ?? count), '')
    } else if (name === 'noticeRaised') {
      bars.log([payload.title, payload.text].filter(Boolean).join(': '))
    } else if (name === 'jobChanged' && payload.id === id) {
      const stuck = payload.state === 'waiting'
      if (stuck && givenUp === null) {
        bars.log(
          `No machine can work on this now${payload.problem ? `: ${payload.problem.message}` : '.'} Waiting up to ${patienceSeconds} s.`,
        )
        givenUp = setTimeout(cancel, patienceSeconds * 1000)
      } else if (!stuck && givenUp !== null) {
        clearTimeout(givenUp)
        givenUp = null
      }
    }
  })
  context.signal.addEventListener('abort', cancel, { once: true })
  if (context.signal.aborted) cancel()
  try {
    return await studio.dispatcher.whenDone(id)
  } finally {
    context.signal.removeEventListener('abort', cancel)
    if (givenUp !== null) clearTimeout(givenUp)
    off()
    bars.stop()
  }
}

function sayResult(io: ConsoleIo, job: JobView, plan: Plan, stored: number, bonus: number): void {
  const parts = [`${stored} of ${job.requested} images stored${bonus > 0 ? ` + ${bonus} bonus` : ''}`]
  if (job.makespanSeconds !== null) parts.push(`in ${job.makespanSeconds.toFixed(1)} s`)
  const predicted = job.predictedSeconds ?? plan.makespanSeconds
  if (predicted !== null) parts.push(`forecast ${predicted.toFixed(1)} s`)
  const bound = job.lowerBoundSeconds ?? plan.lowerBoundSeconds
  if (bound !== null) parts.push(`lower bound ${bound.toFixed(1)} s`)
  io.say(parts.join(', '))
  if (job.problem) io.complain([job.problem.message, job.problem.remedy].filter(Boolean).join(' '))
  if (job.state === 'cancelled')
    io.say(`Cancelled at ${clockTime(job.makespanSeconds ?? 0)}; what arrived is kept.`)
}
