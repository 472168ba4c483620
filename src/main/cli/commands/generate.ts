import { resolve } from 'node:path'
import type { Priority } from '../../../shared/priority.ts'
import type { CommandContext } from '../command-context.ts'
import { collectNotes } from '../console/collect-notes.ts'
import { lackOfJob, lackWords } from '../job/lack-of-job.ts'
import { requestOf } from '../job/request-of.ts'
import { keptFields, requestSource, withPictures } from '../job/request-source.ts'
import { runJob } from '../job/run-job.ts'
import { unfinishedJobs, unfinishedWords } from '../job/unfinished-jobs.ts'
import { withInputs } from '../job/with-inputs.ts'
import type { FleetOptions } from '../options/fleet-options.ts'
import type { InputOptions } from '../options/input-options.ts'
import type { RequestOptions } from '../options/request-options.ts'
import type { StoringOptions } from '../options/storing-options.ts'
import { openCliApp } from '../session/open-app.ts'

export interface GenerateOptions extends FleetOptions, RequestOptions, InputOptions, StoringOptions {
  priority: Priority
}

/** Makes the images. Progress goes to stderr; with --json the last line of stdout is the report. */
export async function generate(options: GenerateOptions, context: CommandContext): Promise<void> {
  const source = await requestSource(options)
  const asked = requestOf(options, await keptFields(source, options))
  const outputFolder = options.out === undefined ? null : resolve(options.out)
  await using session = await openCliApp(options, context, { outputFolder })
  const { inputs } = session.app
  const [tell, notes, progress] = collectNotes(context.io)
  for (const note of source.notes) tell(note)
  const begun = await withPictures(asked, source.pictures, inputs, tell)
  const { request, unusable } = await withInputs(begun, options, { inputs, tell, progress })
  const now = session.app.wall()
  const left = await unfinishedWords(
    await unfinishedJobs(session.app.gallery, now),
    (record) => lackOfJob(inputs, record).then(lackWords),
    now,
  )
  if (left !== null) context.io.say(left)
  await runJob(session, context, {
    request,
    priority: options.priority,
    patience: options.patience,
    json: options.json === true,
    given: { notes, unusable, notUsed: source.notUsed },
  })
}
