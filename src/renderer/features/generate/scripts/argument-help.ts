import type { Json } from '../../../../shared/extra-fields.ts'
import type { ScriptArgument } from '../../../../shared/script-arguments.ts'
import { say } from '../../../../shared/words/say.ts'
import type { ArgumentKind } from './argument-kind.ts'

/** Characters of a value that stand in a sentence. */
const LONGEST = 60

/**
 * A sentence about an argument of a script: machines tell no more of it than its label, its range and with what it begins, so that is what
 * there is to say. `title`: of the script.
 */
export function argumentHelp(argument: ScriptArgument, kind: ArgumentKind, title: string): string {
  const { minimum, maximum, choices } = argument
  const begins = beginsWith(argument)
  switch (kind) {
    case 'switch':
      return say('scripts.argument.switch.help', {
        title,
        begins: say(argument.value === true ? 'scripts.on' : 'scripts.off'),
      })
    case 'slider':
    case 'number':
      return minimum === undefined || maximum === undefined
        ? say('scripts.argument.number.help', { title, begins })
        : say('scripts.argument.range.help', {
            title,
            begins,
            minimum: String(minimum),
            maximum: String(maximum),
          })
    case 'choice':
    case 'numbered-choice':
      return say('scripts.argument.choice.help', { title, begins, count: choices?.length ?? 0 })
    case 'text':
      return say('scripts.argument.text.help', { title, begins })
    case 'json':
      return say('scripts.json.help')
  }
}

/** What the machines have where nobody changes it. */
function beginsWith({ value, choices }: ScriptArgument): string {
  const told: Json = typeof value === 'number' && choices ? (choices[value] ?? value) : (value ?? null)
  const text = told === null || told === '' ? say('scripts.nothing') : String(told)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
