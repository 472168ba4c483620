import { SCRIPTS } from '../../sdwui/protocol/a1111-lists.ts'
import type { GenerationCall } from '../../sdwui/protocol/generation-fields.ts'
import { httpError } from '../../sdwui/protocol/server-error.ts'

/** Throws what sdwui answers for scripts it does not have, or has in the other place. `lenient`: an unknown selectable one is ignored. */
export function checkScripts(
  call: GenerationCall,
  fields: Readonly<Record<string, unknown>>,
  lenient: boolean,
): void {
  const known = SCRIPTS.filter(({ img2img }) => call === 'img2img' || !img2img)
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

/** The prompts a selectable script makes of one, and whether it puts a grid before their images; null: no script that changes them. */
export function scriptedPrompts(
  fields: Readonly<Record<string, unknown>>,
  prompt: string,
): { prompts: string[]; gridFirst: boolean } | null {
  const args = (fields.script_args as unknown[] | null) ?? []
  switch (String(fields.script_name ?? '').toLowerCase()) {
    case 'prompt matrix':
      return { prompts: combinations(prompt, args[0] === true), gridFirst: true }
    case 'prompts from file or textbox': {
      const lines = String(args[3] ?? '')
        .split('\n')
        .map((line) => line.trim())
      const prompts = lines.filter((line) => line !== '')
      return prompts.length === 0 ? null : { prompts, gridFirst: false }
    }
    case 'x/y/z plot':
      return { prompts: [prompt], gridFirst: true }
    default:
      return null
  }
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
