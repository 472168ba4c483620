import { CONTROLNET } from '../../../shared/control-units.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import type { ServerFacts } from '../protocol/server-facts.ts'
import { record } from './detect-kind.ts'

/** What a route tells; null: the server does not have it, undefined: it does not tell for now. `fields`: all that is read of its objects; null: all. */
export type AskForList = (path: string, fields?: readonly string[] | null) => Promise<unknown>

/** Names of a list, all values of these keys; as `last` where it was not told for now. */
export type NamesOf = (
  told: unknown,
  keys: readonly string[],
  last: string[] | null | undefined,
) => Promise<string[] | null>

type Lists = Pick<Capabilities, 'faceRestorers' | 'controlModels' | 'controlModules'>

/**
 * What a server has for images that are made from others, or under their control. ControlNet is asked for its lists only where it is built in
 * or may be among the scripts.
 */
export async function madeFromLists(
  ask: AskForList,
  known: {
    readonly scripts: readonly string[] | null
    readonly facts: Pick<ServerFacts, 'controlNetBuiltIn'>
    readonly before: Capabilities | null
    readonly names: NamesOf
  },
): Promise<Lists> {
  const { scripts, facts, before, names } = known
  const mayHave =
    facts.controlNetBuiltIn || scripts === null || scripts.some((title) => title.toLowerCase() === CONTROLNET)
  const control = async (name: string) => {
    const told = mayHave ? await ask(`/controlnet/${name}`, [name]) : null
    return told === null || told === undefined ? told : record(told)[name]
  }
  const [restorers, models, modules] = await Promise.all([
    ask('/sdapi/v1/face-restorers'),
    control('model_list'),
    control('module_list'),
  ])
  return {
    faceRestorers: await names(restorers, ['name'], before?.faceRestorers),
    controlModels: await names(models, [], before?.controlModels),
    controlModules: await names(modules, [], before?.controlModules),
  }
}
