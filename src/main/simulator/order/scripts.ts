import { type Extensions, scriptsOf } from '../../sdwui/protocol/a1111-lists.ts'
import type { GenerationCall } from '../../sdwui/protocol/generation-fields.ts'
import { httpError } from '../../sdwui/protocol/server-error.ts'

/** Throws what sdwui answers for scripts it does not have, or has in the other place. `lenient`: an unknown selectable one is ignored. */
export function checkScripts(
  call: GenerationCall,
  fields: Readonly<Record<string, unknown>>,
  { lenient, ...extensions }: Extensions & { readonly lenient: boolean },
): void {
  const known = scriptsOf(extensions).filter(({ img2img }) => call === 'img2img' || !img2img)
  const find = (name: string) => known.find((script) => script.name === name.toLowerCase())
  const selected = fields.script_name
  if (typeof selected === 'string' && selected !== '' && !lenient) {
    const script = find(selected)
    if (script === undefined || script.alwayson) throw httpError(422, `Script '${selected}' not found`)
  }
  for (const name of Object.keys((fields.alwayson_scripts as Record<string, unknown> | null) ?? {})) {
    const script = find(name)
    if (script === undefined) throw httpError(422, `Script '${name}' not found`)
    if (!script.alwayson)
      throw httpError(422, 'Cannot have a selectable script in the always on scripts params')
  }
}

/** More combinations than anybody waits for. */
const MOST_PARTS = 9

/** What a selectable script makes of one prompt. */
interface Scripted {
  readonly prompts: readonly string[]
  /** put before its images, or in their place */
  readonly grid: 'first' | 'alone' | 'none'
  /** as infotexts tell it; null: they do not */
  readonly title: string | null
}

/** The prompts a selectable script makes of one; null: no script that changes them. */
export function scriptedPrompts(fields: Readonly<Record<string, unknown>>, prompt: string): Scripted | null {
  const args = (fields.script_args as unknown[] | null) ?? []
  switch (String(fields.script_name ?? '').toLowerCase()) {
    case 'prompt matrix':
      return { prompts: combinations(prompt, args[0] === true), grid: 'first', title: null }
    case 'prompts from file or textbox': {
      const lines = String(args[3] ?? '')
        .split('\n')
        .map((line) => line.trim())
      const prompts = lines.filter((line) => line !== '')
      return prompts.length === 0 ? null : { prompts, grid: 'none', title: null }
    }
    case 'x/y/z plot':
      return {
        prompts: cellsOfPlot(prompt, args),
        // "Include Sub Images"
        grid: args[10] === true ? 'first' : 'alone',
        title: 'X/Y/Z plot',
      }
    default:
      return null
  }
}

/** Cells of a plot; what its axes change is not drawn. An axis is a type, 0 for none, its values, and those chosen from a list. */
function cellsOfPlot(prompt: string, args: readonly unknown[]): string[] {
  const lengths = [0, 3, 6].map((at) => {
    const [type = 0, text, list] = args.slice(at, at + 3)
    if (type === 0) return 1
    return Array.isArray(list) && list.length > 0 ? list.length : String(text ?? '').split(',').length
  })
  const cells = lengths.reduce((product, length) => product * length, 1)
  return Array.from({ length: Math.min(cells, 2 ** MOST_PARTS) }, () => prompt)
}

/** "a|b|c": a alone, with b, with c, with both (scripts/prompt_matrix.py). */
function combinations(prompt: string, first: boolean): string[] {
  const [base = '', ...parts] = prompt.split('|').slice(0, MOST_PARTS)
  return Array.from({ length: 2 ** parts.length }, (_, number) => {
    const chosen = parts
      .filter((_, bit) => (number & (1 << bit)) !== 0)
      .map((part) => part.trim().replace(/^,+|,+$/g, ''))
    return (first ? [...chosen, base] : [base, ...chosen]).join(', ')
  })
}
