import { alwaysOnIn } from '../../../shared/always-on.ts'
import type { ExtraFields, Json } from '../../../shared/extra-fields.ts'
import type { RequestKind, SelectableScript } from '../../../shared/generation.ts'
import type { ScriptArgument } from '../../../shared/script-arguments.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import { isListed } from './listed.ts'

/** Of a script's name and of its arguments that a sentence tells. */
const MOST_CHARACTERS = 80
const short = (text: string): string =>
  text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`

/**
 * Why a server cannot run this selectable script; null: it can, as far as its lists tell. Servers look for a title without regard to case
 * and put the arguments in one row with those of all other scripts: one too few or too many would move the rest (sdapi.md 2.1).
 */
export function scriptProblem(has: Capabilities, script: SelectableScript, kind: RequestKind): Reason | null {
  const title = script.title.toLowerCase()
  const name = short(script.title)
  if (isListed(kind === 'img2img' ? has.img2imgScripts : has.scripts, title) === false)
    return reason('planning.script-missing', { name })
  const known = Object.hasOwn(has.scriptArguments ?? {}, title) ? has.scriptArguments?.[title] : undefined
  if (known === undefined || known.length === 0) return null
  if (known.length !== script.args.length)
    return reason('planning.script-arguments', { name, given: script.args.length, wanted: known.length })
  return choiceProblem(name, known, script.args)
}

/**
 * Why a server cannot run the always-on scripts of a request with their arguments; null: it can, as far as its lists tell. Fewer or more arguments
 * than it has do no harm there: it fills in its own, and passes over the rest. A script that is chosen, not always on, it refuses there with 422
 * (sdapi.md 4).
 */
export function alwaysOnProblem(has: Capabilities, extra: ExtraFields): Reason | null {
  const { alwaysOnArguments = {}, scriptArguments = {} } = has
  for (const { title, args } of alwaysOnIn(extra)) {
    const key = title.toLowerCase()
    const known = Object.hasOwn(alwaysOnArguments, key) ? alwaysOnArguments[key] : undefined
    if (known === undefined && Object.hasOwn(scriptArguments, key))
      return reason('planning.script-not-always-on', { name: short(title) })
    const problem = known === undefined ? null : choiceProblem(short(title), known, args)
    if (problem !== null) return problem
  }
  return null
}

function choiceProblem(name: string, known: readonly ScriptArgument[], args: readonly Json[]): Reason | null {
  for (const [at, argument] of known.entries()) {
    const value = args[at]
    // A choice may also be given by its number, several in a list; an empty list is filled in later.
    const choices = argument.choices ?? []
    if (typeof value !== 'string' || choices.length === 0 || choices.includes(value)) continue
    return reason('planning.script-choice', {
      ...{ name, value: short(value), argument: short(argument.label ?? String(at + 1)) },
    })
  }
  return null
}
