import type { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { planLines } from '../console/console-io.ts'
import { EXIT } from '../console/exit-codes.ts'
import { addFleetOptions, type FleetOptions } from '../options/fleet-options.ts'
import { addRequestOptions, type RequestOptions, requestOf } from '../options/request-options.ts'
import { openCliApp } from '../session/open-app.ts'

/** `plan`: how a request would be dealt out, without sending it. */
export function registerPlan(program: Command, context: CommandContext): void {
  const command = program
    .command('plan')
    .description('show how a request would be dealt out; makes no image of it')
    .option('--prompt <text>', 'what to make', '')
  addRequestOptions(addFleetOptions(command)).action(async (options: FleetOptions & RequestOptions) => {
    const request = requestOf(options)
    await using session = await openCliApp(options, context)
    const { dispatcher } = session.app
    await session.measure(dispatcher.preview(request).unmeasured.map(({ workerId }) => workerId))
    const plan = dispatcher.preview(request)
    for (const line of planLines(plan)) context.io.say(line)
    if (options.json) context.io.result(JSON.stringify(plan))
    context.exitWith(plan.makespanSeconds === null ? EXIT.incomplete : EXIT.done)
  })
}
