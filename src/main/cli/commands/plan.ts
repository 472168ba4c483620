import type { Reason } from '../../../shared/words/reason.ts'
import { inWords } from '../../../shared/words/say.ts'
import type { CommandContext } from '../command-context.ts'
import { EXIT } from '../console/exit-codes.ts'
import { planLines } from '../console/plan-lines.ts'
import { requestOf } from '../job/request-of.ts'
import { requestSource, withPictures } from '../job/request-source.ts'
import { spokenNote, spokenReason } from '../job/spoken.ts'
import type { FleetOptions } from '../options/fleet-options.ts'
import type { RequestOptions } from '../options/request-options.ts'
import { openCliApp } from '../session/open-app.ts'

export type PlanOptions = FleetOptions & RequestOptions

/** Shows how a request would be dealt out; measures first what nobody has measured. */
export async function plan(options: PlanOptions, context: CommandContext): Promise<void> {
  const source = await requestSource(options)
  const asked = requestOf(options, source.fields)
  await using session = await openCliApp(options, context)
  const { dispatcher, inputs } = session.app
  const tell = (note: Reason) => context.io.say(inWords(note))
  if (source.left !== null) tell(source.left)
  const request = await withPictures(asked, source.pictures, inputs, tell)
  await session.measure(dispatcher.preview(request).unmeasured.map(({ workerId }) => workerId))
  const preview = dispatcher.preview(request)
  for (const line of planLines(preview, session.app.wall())) context.io.say(line)
  if (options.json) {
    const leftOut = preview.leftOut.map(({ reason, ...worker }) => ({ ...worker, ...spokenReason(reason) }))
    const notes = preview.notes.map(({ note, ...worker }) => ({ ...worker, ...spokenNote(note) }))
    context.io.result(JSON.stringify({ ...preview, leftOut, notes }))
  }
  context.exitWith(preview.makespanSeconds === null ? EXIT.incomplete : EXIT.done)
}
