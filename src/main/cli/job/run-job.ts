import { resolve } from 'node:path'
import type { GenerationRequest } from '../../../shared/generation.ts'
import type { JobView } from '../../../shared/job.ts'
import type { Plan } from '../../../shared/plan.ts'
import { sentences } from '../../../shared/problem.ts'
import { clock } from '../../../shared/words/format-duration.ts'
import { decimal } from '../../../shared/words/format-number.ts'
import { say } from '../../../shared/words/say.ts'
import type { SubmitOptions } from '../../core/dispatch/dispatcher.ts'
import type { CommandContext } from '../command-context.ts'
import type { ConsoleIo } from '../console/console-io.ts'
import { EXIT } from '../console/exit-codes.ts'
import { planLines } from '../console/plan-lines.ts'
import type { CliSession } from '../session/open-app.ts'
import { followJob } from './follow-job.ts'
import { type GenerateReport, generateReport } from './generate-report.ts'

interface Wish {
  readonly request: GenerationRequest
  /** a job of an earlier run, and what is stored of it */
  readonly resumed?: Required<Pick<SubmitOptions, 'record' | 'storedIndexes'>> & { readonly missing: number }
  /** s of wall time, see followJob */
  readonly patience: number
  readonly json: boolean
}

/** Makes the images of a request, or those a job of an earlier run still misses, and says how it went. */
export async function runJob(
  session: CliSession,
  context: CommandContext,
  { request, resumed, patience, json }: Wish,
): Promise<void> {
  const { app } = session
  const asked = resumed === undefined ? request : { ...request, images: resumed.missing }
  const measuring = await session.measureFirst(asked)
  if (context.signal.aborted) return context.exitWith(EXIT.interrupted)
  const plan = app.dispatcher.preview(asked)
  for (const line of planLines(plan)) context.io.say(line)

  const { id } = app.dispatcher.submit(request, resumed)
  const job = await followJob(app, { id, plan, measuring }, context, patience)

  const images = app.gallery.imagesOfJob(id)
  const files = new Map<string, string>()
  // Those of an earlier run may be in another folder.
  for (const image of images)
    files.set(image.id, (await app.imagePath(image.id)) ?? resolve(app.outputFolder(), image.file))
  const report = generateReport(
    job,
    plan,
    images,
    app.fleet.views(),
    (image) => files.get(image.id) ?? image.file,
  )
  sayResult(context.io, job, plan, report)
  if (json) context.io.result(JSON.stringify(report))
  const whole = report.failed === 0
  context.exitWith(context.signal.aborted ? EXIT.interrupted : whole ? EXIT.done : EXIT.incomplete)
}

function sayResult(io: ConsoleIo, job: JobView, plan: Plan, { stored, bonus, failed }: GenerateReport): void {
  const facts = [say('cli.stored', { stored, requested: job.requested, bonus })]
  if (job.makespanSeconds !== null)
    facts.push(say('cli.stored-in', { seconds: decimal(job.makespanSeconds, 1) }))
  const predicted = job.predictedSeconds ?? plan.makespanSeconds
  if (predicted !== null) facts.push(say('cli.forecast', { seconds: decimal(predicted, 1) }))
  const bound = job.lowerBoundSeconds
  if (bound !== null) facts.push(say('cli.lower-bound', { seconds: decimal(bound, 1) }))
  io.say(facts.join(', '))
  // What ends a job is said below, with what each machine had to do with it.
  if (job.state !== 'failed')
    for (const { name, madeNone } of job.tallies)
      if (madeNone !== undefined) io.say(say('cli.made-none', { worker: name, reason: madeNone }))
  if (job.problem) io.complain(sentences(job.problem))
  if (job.state === 'cancelled') io.say(say('cli.cancelled', { time: clock(job.makespanSeconds ?? 0) }))
  // One that nobody could begin with would end the same way.
  if (failed > 0 && plan.makespanSeconds !== null) io.say(say('cli.resume-hint', { job: job.number }))
}
