import { resolve } from 'node:path'
import { deadlineOf } from '../../../shared/generation.ts'
import { mostImages } from '../../../shared/run-count.ts'
import { dateAndTime, untilWhen } from '../../../shared/words/format-date.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { inWords, say } from '../../../shared/words/say.ts'
import type { CommandContext } from '../command-context.ts'
import { columns } from '../console/columns.ts'
import { lackOfJob, lackWords } from '../job/lack-of-job.ts'
import { reasonJson } from '../job/reason-json.ts'
import { runJob } from '../job/run-job.ts'
import { type UnfinishedJob, unfinishedJob, unfinishedJobs } from '../job/unfinished-jobs.ts'
import type { FleetOptions } from '../options/fleet-options.ts'
import type { StoringOptions } from '../options/storing-options.ts'
import { openCliApp } from '../session/open-app.ts'

export type ResumeOptions = FleetOptions & StoringOptions

/** Of a prompt in the list, characters. */
const LONGEST_PROMPT = 60

/** Lists the jobs that were left unfinished, of the panel too. */
export async function listUnfinished(options: FleetOptions, context: CommandContext): Promise<void> {
  await using session = await openCliApp({ ...options, demo: false, stored: true }, context)
  const now = session.app.wall()
  const jobs = await unfinishedJobs(session.app.gallery, now)
  if (jobs.length === 0) context.io.say(say('cli.left-none'))
  const listed: Listed[] = []
  for (const job of jobs)
    listed.push({ ...job, lack: await lackOfJob(session.app.inputs, job.record).then(lackWords) })
  for (const job of listed) {
    context.io.say(line(job, now))
    if (job.lack !== null) context.io.say(`  ${inWords(job.lack)}`)
  }
  if (listed.some(({ lack }) => lack === null)) context.io.say(say('cli.left-how'))
  if (options.json) context.io.result(JSON.stringify({ jobs: listed.map(summary) }))
}

interface Listed extends UnfinishedJob {
  /** pictures that it is made from and that are not stored any more, and what helps; null: it lacks none */
  readonly lack: Reason | null
}

/** Makes what a job misses. Throws as `unfinishedJob` does. */
export async function resume(number: number, options: ResumeOptions, context: CommandContext): Promise<void> {
  await using session = await openCliApp(options, context)
  const now = session.app.wall()
  const { record, storedIndexes, missing } = await unfinishedJob(session.app.gallery, number, now)
  session.storeIn(options.out === undefined ? (record.folder ?? null) : resolve(options.out))
  const deadline = deadlineOf(record.request)
  context.io.say(
    deadline === null
      ? say('cli.resuming', { job: number, missing, images: mostImages(record.request) })
      : say('cli.resuming-until', {
          job: number,
          stored: storedIndexes.length,
          time: untilWhen(deadline, now),
        }),
  )
  await runJob(session, context, {
    request: record.request,
    resumed: { record, storedIndexes, missing },
    patience: options.patience,
    json: options.json === true,
  })
}

function line({ record, missing, storedIndexes }: UnfinishedJob, now: number): string {
  const { prompt } = record.request
  const deadline = deadlineOf(record.request)
  const short = prompt.length > LONGEST_PROMPT ? `${prompt.slice(0, LONGEST_PROMPT)}…` : prompt
  return columns(
    [say('cli.left-job', { job: record.number }), 10],
    [
      deadline === null
        ? say('cli.left-missing', { missing, images: mostImages(record.request) })
        : say('cli.left-until', { stored: storedIndexes.length, time: untilWhen(deadline, now) }),
      24,
    ],
    [dateAndTime(record.submittedAt), 20],
    [short.replace(/\s+/g, ' ')],
  )
}

function summary({ record, missing, lack }: Listed) {
  const deadline = deadlineOf(record.request)
  return {
    job: record.number,
    prompt: record.request.prompt,
    // In until mode nobody knows how many it will be.
    ...(deadline === null
      ? { requested: mostImages(record.request), missing }
      : { requested: null, missing: null }),
    deadline,
    seed: record.seed,
    submittedAt: new Date(record.submittedAt).toISOString(),
    folder: record.folder ?? null,
    // Why it cannot be gone on with.
    ...(lack === null ? {} : reasonJson(lack)),
  }
}
