import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { runJob } from '../job/run-job.ts'
import { type UnfinishedJob, unfinishedJob, unfinishedJobs } from '../job/unfinished-jobs.ts'
import { wholeNumber } from '../options/arguments.ts'
import { addFleetOptions, type FleetOptions } from '../options/fleet-options.ts'
import { addStoringOptions, type StoringOptions } from '../options/storing-options.ts'
import { openCliApp } from '../session/open-app.ts'

/** Of a prompt in the list, characters. */
const LONGEST_PROMPT = 60

/** `resume`: lists the jobs that were left unfinished. `resume JOB`: makes what one of them misses, with the same seeds. */
export function registerResume(program: Command, context: CommandContext): void {
  const command = program
    .command('resume')
    .argument(
      '[job]',
      'number of the job; without it they are listed',
      wholeNumber(1, Number.MAX_SAFE_INTEGER),
    )
    .description('go on with a job that was left unfinished')
  addFleetOptions(addStoringOptions(command, "the job's own folder")).action(
    (job: number | undefined, options: FleetOptions & StoringOptions) =>
      job === undefined ? list(options, context) : goOn(job, options, context),
  )
}

async function list(options: FleetOptions, context: CommandContext): Promise<void> {
  await using session = await openCliApp({ ...options, demo: false, stored: true }, context)
  const jobs = await unfinishedJobs(session.app.gallery)
  if (jobs.length === 0) context.io.say('No job was left unfinished.')
  for (const job of jobs) context.io.say(line(job))
  if (jobs.length > 0) context.io.say('"resume JOB" makes what is missing, with the same seeds.')
  if (options.json) context.io.result(JSON.stringify({ jobs: jobs.map(summary) }))
}

async function goOn(
  number: number,
  options: FleetOptions & StoringOptions,
  context: CommandContext,
): Promise<void> {
  await using session = await openCliApp(options, context)
  const { record, storedIndexes, missing } = await unfinishedJob(session.app.gallery, number)
  session.storeIn(options.out === undefined ? (record.folder ?? null) : resolve(options.out))
  context.io.say(`Job ${number}: ${missing} of ${record.request.images} images are missing.`)
  await runJob(session, context, {
    request: record.request,
    resumed: { record, storedIndexes, missing },
    patience: options.patience,
    json: options.json === true,
  })
}

function line({ record, missing }: UnfinishedJob): string {
  const { prompt, images } = record.request
  const short = prompt.length > LONGEST_PROMPT ? `${prompt.slice(0, LONGEST_PROMPT)}…` : prompt
  const when = new Date(record.submittedAt).toLocaleString('sv').slice(0, 16)
  return `  Job ${String(record.number).padEnd(6)} ${`${missing} of ${images} missing`.padEnd(24)} ${when}  ${short.replace(/\s+/g, ' ')}`
}

function summary({ record, missing }: UnfinishedJob) {
  return {
    job: record.number,
    prompt: record.request.prompt,
    requested: record.request.images,
    missing,
    seed: record.seed,
    submittedAt: new Date(record.submittedAt).toISOString(),
    folder: record.folder ?? null,
  }
}
