import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { runJob } from '../job/run-job.ts'
import { unfinishedJobs, unfinishedWords } from '../job/unfinished-jobs.ts'
import { addFleetOptions, type FleetOptions } from '../options/fleet-options.ts'
import { addRequestOptions, type RequestOptions, requestOf } from '../options/request-options.ts'
import { addStoringOptions, type StoringOptions } from '../options/storing-options.ts'
import { openCliApp } from '../session/open-app.ts'

interface GenerateOptions extends FleetOptions, RequestOptions, StoringOptions {
  prompt: string
}

/** `generate`: the main job. Progress goes to stderr; with --json the last line of stdout is the report. */
export function registerGenerate(program: Command, context: CommandContext): void {
  const command = program
    .command('generate')
    .description('make images on every machine there is')
    .requiredOption('--prompt <text>', 'what to make')
  addRequestOptions(addFleetOptions(addStoringOptions(command))).action(async (options: GenerateOptions) => {
    const request = requestOf(options)
    const outputFolder = options.out === undefined ? null : resolve(options.out)
    await using session = await openCliApp(options, context, { outputFolder })
    const left = unfinishedWords(await unfinishedJobs(session.app.gallery))
    if (left !== null) context.io.say(left)
    await runJob(session, context, { request, patience: options.patience, json: options.json === true })
  })
}
