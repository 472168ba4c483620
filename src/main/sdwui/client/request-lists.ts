import { z } from 'zod'
import type { ScriptArgument } from '../../../shared/script-arguments.ts'
import { PromptStyle } from '../../../shared/styles.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import { record } from './detect-kind.ts'
import { readRows } from './list-rows.ts'
import { serverName } from './server-text.ts'

/** Limits of what is kept of one server's options, styles and scripts. */
const MOST_KEYS = 2_000
const MOST_STYLE_CHARACTERS = 2 << 20
const MOST_ARGUMENTS = 400
const MOST_CHOICES = 2_000

/** Keys of GET /options; null: it tells none, or too many. */
export function optionKeysOf(options: unknown): string[] | null {
  const keys = Object.keys(record(options)).filter((key) => key.length <= 300)
  return keys.length === 0 || keys.length > MOST_KEYS ? null : keys
}

const text = z.string().nullable().catch(null).default(null)
const StyleRow = z.object({ name: z.string(), prompt: text, negative_prompt: text })

/** Styles of GET /prompt-styles, each name once; those without a text are dividers. Null: no such list. */
export async function stylesOf(told: unknown): Promise<PromptStyle[] | null> {
  if (!Array.isArray(told)) return null
  let left = MOST_STYLE_CHARACTERS
  const rows = await readRows(told, (row) => {
    const parsed = StyleRow.safeParse(row)
    if (!parsed.success || (parsed.data.prompt === null && parsed.data.negative_prompt === null)) return []
    const { name, prompt, negative_prompt: negative } = parsed.data
    const style = PromptStyle.safeParse({
      ...{ name: serverName(name, 300), prompt: prompt ?? '', negativePrompt: negative ?? '' },
    })
    if (!style.success) return []
    left -= name.length + style.data.prompt.length + style.data.negativePrompt.length
    return left < 0 ? [] : [[style.data.name, style.data] as const]
  })
  // Of two with one name a server takes the later one.
  return [...new Map(rows).values()]
}

/**
 * Names of GET /embeddings: those that are loaded, then those that do not fit the checkpoint in memory. They are keys of objects, or lists of
 * names. Null: no such lists.
 */
export async function embeddingsOf(told: unknown): Promise<string[] | null> {
  const { loaded, skipped } = record(told)
  if (loaded === undefined && skipped === undefined) return null
  const listed = [loaded, skipped].flatMap((list) => (Array.isArray(list) ? list : Object.keys(record(list))))
  const names = await readRows(listed, (name) => {
    const read = typeof name === 'string' ? serverName(name) : null
    return read === null ? [] : [read]
  })
  return [...new Set(names)]
}

const ScriptRow = z.object({
  name: z.string().min(1).max(200),
  is_alwayson: z.boolean().catch(false),
  args: z.array(z.unknown()).max(MOST_ARGUMENTS),
})

type ScriptLists = Pick<Capabilities, 'scriptArguments' | 'alwaysOnArguments'>

/** Arguments of the scripts of GET /script-info, by title; nothing where it does not tell, as before where it does not for now. */
export async function scriptArgumentsOf(told: unknown, before: Capabilities | null): Promise<ScriptLists> {
  if (told === undefined && before?.scriptArguments !== undefined)
    return {
      scriptArguments: before.scriptArguments,
      ...(before.alwaysOnArguments ? { alwaysOnArguments: before.alwaysOnArguments } : {}),
    }
  if (!Array.isArray(told)) return {}
  const rows = await readRows(told, (row) => {
    const parsed = ScriptRow.safeParse(row)
    if (!parsed.success) return []
    const { name, is_alwayson: alwaysOn, args } = parsed.data
    return [{ name: name.toLowerCase(), alwaysOn, args: args.map(argumentOf) }]
  })
  return { scriptArguments: byTitle(rows, false), alwaysOnArguments: byTitle(rows, true) }
}

interface ReadScript {
  readonly name: string
  readonly alwaysOn: boolean
  readonly args: ScriptArgument[]
}

function byTitle(rows: readonly ReadScript[], alwaysOn: boolean): Record<string, ScriptArgument[]> {
  const scripts = new Map<string, ScriptArgument[]>()
  const twice = new Set<string>()
  for (const { name, args } of rows.filter((row) => row.alwaysOn === alwaysOn)) {
    // The same script for txt2img and img2img may take other arguments there.
    const other = scripts.get(name)
    if (other !== undefined && other.length !== args.length) twice.add(name)
    scripts.set(name, args)
  }
  for (const name of twice) scripts.delete(name)
  return Object.fromEntries(scripts)
}

const MOST_VALUE_CHARACTERS = 2_000
const MOST_VALUES = 100

function argumentOf(row: unknown): ScriptArgument {
  const { label, choices, value, ...range } = record(row)
  const listed = Array.isArray(choices) && choices.length <= MOST_CHOICES ? choices : null
  return {
    label: typeof label === 'string' ? serverName(label, 200) : null,
    choices: listed?.every((choice) => typeof choice === 'string') === true ? listed : null,
    ...(isPlain(value) || (Array.isArray(value) && value.length <= MOST_VALUES && value.every(isPlain))
      ? { value }
      : {}),
    ...Object.fromEntries(
      (['minimum', 'maximum', 'step'] as const)
        .map((name) => [name, range[name]] as const)
        .filter(([, number]) => typeof number === 'number' && Number.isFinite(number)),
    ),
  }
}

/** Objects lose keys on their way, so they are no defaults. */
const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && value.length <= MOST_VALUE_CHARACTERS)
