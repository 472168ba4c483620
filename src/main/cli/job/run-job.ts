import { resolve } from 'node:path'
import { isEndless } from '../../../shared/end-time.ts'
import { deadlineOf, type GenerationRequest } from '../../../shared/generation.ts'
import type { JobView } from '../../../shared/job.ts'
import { COMMAND_LINE } from '../../../shared/origin.ts'
import type { Plan } from '../../../shared/plan.ts'
import type { Priority } from '../../../shared/priority.ts'
import { sentences } from '../../../shared/problem.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { timeOfDay } from '../../../shared/words/format-date.ts'
import { clock } from '../../../shared/words/format-duration.ts'
import { decimal } from '../../../shared/words/format-number.ts'
import { inWords, say } from '../../../shared/words/say.ts'
import { requireStored } from '../../app/missing-inputs.ts'
import type { SubmissionWish } from '../../app/submission.ts'
import { TributaryError } from '../../core/failure.ts'
import type { CommandContext } from '../command-context.ts'
import type { ConsoleIo } from '../console/console-io.ts'
import { EXIT } from '../console/exit-codes.ts'
import { planLines } from '../console/plan-lines.ts'
import type { CliSession } from '../session/open-app.ts'
import { watchMeasuring } from '../session/watch-measuring.ts'
import { followJob } from './follow-job.ts'
import { type GenerateReport, generateReport } from './generate-report.ts'
import { type Given, NOTHING_GIVEN } from './given.ts'
import { lackOfJob } from './lack-of-job.ts'

interface Wish {
  readonly request: GenerationRequest
  /** absent: normal */
  readonly priority?: Priority
  /** a job of an earlier run, and what is stored of it */
  readonly resumed?: SubmissionWish['resumed'] | undefined
  /** s of wall time, see followJob */
  readonly patience: number
  readonly json: boolean
  /** absent: nothing was */
  readonly given?: Given
}

/** Makes the images of a request, or those a job of an earlier run still misses, and says how it went. */
export async function runJob(
  session: CliSession,
  context: CommandContext,
  { request, priority = 'normal', resumed, patience, json, given = NOTHING_GIVEN }: Wish,
): Promise<void> {
  const { app } = session
  if (resumed === undefined) await requireStored(app.inputs, request)
  else await requireStoredOfJob(app.inputs, resumed.record)
  const followed = await submitted(session, context, { request, priority, resumed, patience })
  if (followed === null) return context.exitWith(EXIT.interrupted)
  const { plan } = followed
  const job = await followed.ended

  const images = app.gallery.imagesOfJob(job.id)
  const files = new Map<string, string>()
  // Those of an earlier run may be in another folder.
  for (const image of images)
    files.set(image.id, (await app.imagePath(image.id)) ?? resolve(app.outputFolder(), image.file))
  const report = generateReport(job, plan, images, app.fleet.views(), {
    fileOf: (image) => files.get(image.id) ?? image.file,
    ...given,
  })
  const resumable = report.failed > 0 && (await lackOfJob(app.inputs, job)) === null
  sayResult(context.io, job, plan, report, resumable)
  if (given.unusable.length > 0) context.io.say(say('cli.some-unusable', { count: given.unusable.length }))
  if (json) context.io.result(JSON.stringify(report))
  const whole = report.failed === 0 && job.state !== 'failed' && given.unusable.length === 0
  context.exitWith(context.signal.aborted ? EXIT.interrupted : whole ? EXIT.done : EXIT.incomplete)
}

/** Rejects with `bad-request` where pictures that a job is made from are not stored any more, and says what helps on the command line. */
async function requireStoredOfJob(
  inputs: CliSession['app']['inputs'],
  job: NonNullable<Wish['resumed']>['record'],
): Promise<void> {
  const lack = await lackOfJob(inputs, job)
  if (lack !== null) throw new TributaryError('bad-request', lack.message, lack.remedy)
}

interface Followed {
  readonly plan: Plan
  readonly ended: Promise<JobView>
}

/** Puts it into the queue when enough machines are measured, and follows it from its first moment on; null: Ctrl+C came before. */
async function submitted(
  { app }: CliSession,
  context: CommandContext,
  {
    request,
    priority,
    resumed,
    patience,
  }: Pick<Wish, 'request' | 'resumed' | 'patience'> & { priority: Priority },
): Promise<Followed | null> {
  const { io, signal } = context
  let followed: Followed | null = null
  try {
    await app.submission.submit(request, {
      origin: COMMAND_LINE,
      priority,
      onUnmeasured: 'measure-first',
      signal,
      ...(resumed === undefined ? {} : { resumed }),
      onWait: (measuring) => watchMeasuring(app, measuring.ids, io),
      onSubmitted({ job, plan, measuring }) {
        for (const line of planLines(plan, app.wall())) io.say(line)
        followed = { plan, ended: followJob(app, { id: job.id, plan, measuring }, context, patience) }
      },
    })
  } catch (error) {
    if (!(error instanceof TributaryError && error.kind === 'aborted' && signal.aborted)) throw error
  }
  return followed
}

/** `resumable`: something is missing, and what it is made from is there. */
function sayResult(
  io: ConsoleIo,
  job: JobView,
  plan: Plan,
  { stored, bonus }: GenerateReport,
  resumable: boolean,
): void {
  const deadline = deadlineOf(job.request)
  const facts = [
    deadline === null
      ? say('cli.stored', { stored, requested: job.requested, bonus })
      : isEndless(deadline)
        ? say('cli.stored-endless', { stored })
        : say('cli.stored-until', { stored, time: timeOfDay(deadline) }),
  ]
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
      if (madeNone !== undefined)
        io.say(inWords(reason('cli.made-none', { worker: name, reason: madeNone }), 'past'))
  if (job.problem) io.complain(sentences(job.problem))
  if (job.state === 'cancelled') io.say(say('cli.cancelled', { time: clock(job.makespanSeconds ?? 0) }))
  // One that nobody could begin with would end the same way.
  if (resumable && plan.makespanSeconds !== null) io.say(say('cli.resume-hint', { job: job.number }))
}
