import type { CommandContext } from '../command-context.ts'
import { collectNotes } from '../console/collect-notes.ts'
import { requestOf } from '../job/request-of.ts'
import { keptFields, requestSource, withPictures } from '../job/request-source.ts'
import { showPlan } from '../job/show-plan.ts'
import { withInputs } from '../job/with-inputs.ts'
import type { FleetOptions } from '../options/fleet-options.ts'
import type { InputOptions } from '../options/input-options.ts'
import type { RequestOptions } from '../options/request-options.ts'
import { openCliApp } from '../session/open-app.ts'

export type PlanOptions = FleetOptions & RequestOptions & InputOptions

/** Shows how a request would be dealt out; measures first what nobody has measured. */
export async function plan(options: PlanOptions, context: CommandContext): Promise<void> {
  const source = await requestSource(options)
  const asked = requestOf(options, await keptFields(source, options))
  await using session = await openCliApp(options, context)
  const { inputs } = session.app
  const [tell, notes, progress] = collectNotes(context.io)
  for (const note of source.notes) tell(note)
  const begun = await withPictures(asked, source.pictures, inputs, tell)
  const { request, unusable } = await withInputs(begun, options, { inputs, tell, progress })
  await showPlan(session, context, {
    ...{ request, json: options.json === true },
    given: { notes, unusable, notUsed: source.notUsed },
  })
}
