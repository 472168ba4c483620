import { inWords, say } from '../../../shared/words/say.ts'
import type { CommandContext } from '../command-context.ts'
import { EXIT } from '../console/exit-codes.ts'
import { openCliApp } from '../session/open-app.ts'
import { ofList, type StoreOptions } from './workers.ts'

/** Tells what changes pictures and is not the same on all machines, each looked at once. */
export async function compareWorkers(options: StoreOptions, context: CommandContext): Promise<void> {
  await using session = await openCliApp(ofList(options), context, { look: true })
  const found = await session.app.handlers.compareSettings({})
  const { compared, untold, differences, sameNoise } = found
  const named = (machines: readonly { readonly name: string }[]) =>
    machines.map(({ name }) => name).join(', ')
  for (const { what, values } of differences) {
    context.io.say(inWords(what))
    for (const { value, machines } of values)
      context.io.say(say('cli.compare-value', { value, machines: named(machines) }))
  }
  if (differences.length === 0) context.io.say(say('cli.compare-same', { count: compared.length }))
  if (sameNoise === false) context.io.say(say('cli.compare-noise'))
  if (untold.length > 0) context.io.say(say('cli.compare-untold', { machines: named(untold) }))
  if (options.json) {
    const spoken = differences.map(({ what, ...rest }) => ({ ...rest, what: inWords(what) }))
    context.io.result(JSON.stringify({ ...found, differences: spoken }))
  }
  context.exitWith(differences.length === 0 ? EXIT.done : EXIT.incomplete)
}
