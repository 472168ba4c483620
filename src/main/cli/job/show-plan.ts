import type { GenerationRequest } from '../../../shared/generation.ts'
import { inWords } from '../../../shared/words/say.ts'
import { requireStored } from '../../app/missing-inputs.ts'
import type { CommandContext } from '../command-context.ts'
import { EXIT } from '../console/exit-codes.ts'
import { planLines } from '../console/plan-lines.ts'
import type { CliSession } from '../session/open-app.ts'
import type { Given } from './given.ts'
import { noteJson, reasonJson } from './reason-json.ts'

interface Shown {
  readonly request: GenerationRequest
  readonly json: boolean
  readonly given: Given
}

/** Shows how a request would be dealt out; measures first what nobody has measured. */
export async function showPlan(
  session: CliSession,
  context: CommandContext,
  { request, json, given }: Shown,
): Promise<void> {
  const { dispatcher, inputs } = session.app
  await requireStored(inputs, request)
  const { unusable, notUsed } = given
  await session.measure(dispatcher.preview(request).unmeasured.map(({ workerId }) => workerId))
  const preview = dispatcher.preview(request)
  for (const line of planLines(preview, session.app.wall())) context.io.say(line)
  if (json) {
    const leftOut = preview.leftOut.map(({ reason, ...worker }) => ({ ...worker, ...reasonJson(reason) }))
    const notes = preview.notes.map(({ note, ...worker }) => ({ ...worker, ...noteJson(note) }))
    const differences = preview.differences?.map(({ what, ...each }) => ({ ...each, what: inWords(what) }))
    context.io.result(
      JSON.stringify({
        ...{ ...preview, leftOut, notes, differences },
        ...{ pictureNotes: given.notes, unusable, notUsed },
      }),
    )
  }
  context.exitWith(preview.makespanSeconds === null || unusable.length > 0 ? EXIT.incomplete : EXIT.done)
}
