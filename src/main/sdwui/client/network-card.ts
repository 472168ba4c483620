import type { NetworkDetails } from '../../../shared/network-details.ts'
import { askForNow } from './ask-for-now.ts'
import { record } from './detect-kind.ts'
import type { WorkerHttp } from './http.ts'

/** Characters of a card, and of what a click on it does, that are looked at. */
const [MOST_CARD, MOST_CLICK] = [200_000, 8_000]
/** What a click writes: `cardClicked("txt2img", PROMPT, NEGATIVE PROMPT, true)`, escaped inside of an attribute. Older servers have no third. */
const CLICK = /cardClicked\(([^"<>]{1,8000})/
const DESCRIPTION = /<span class=["']description["']>([^<]{1,4000})/
/** `<lora:alias:0.7> activation text`; the weight of one without its own is an option of the panel. */
const WRITTEN = /^<lora:[^<>]{0,400}:([^:<>]{0,40})>(?: ([\s\S]*))?$/
const NEGATIVE = /^\(([\s\S]+):1\)$/

/**
 * What the owner of a LoRA wrote beside it in the panel of AUTOMATIC1111 or Forge ("activation text", "negative text", "preferred weight",
 * "description"; modules/ui_extra_networks.py, extensions-builtin/Lora/ui_extra_networks_lora.py). No route has these as they stand in their
 * file, and "notes" none at all: they are read from the card, which writes them into the prompts when it is clicked. null: it has no card there.
 */
export async function readOwnNotes(
  http: WorkerHttp,
  name: string,
  signal: AbortSignal,
): Promise<NetworkDetails['own'] | null> {
  const query = new URLSearchParams({ page: 'lora', tabname: 'txt2img', name })
  const { html } = record(await askForNow(http, `/sd_extra_networks/get-single-card?${query}`, signal, null))
  return typeof html === 'string' ? ownNotesIn(html) : null
}

/** The same in the HTML of a card. */
export function ownNotesIn(html: string): NetworkDetails['own'] {
  const card = html.slice(0, MOST_CARD)
  const clicked = unescaped(CLICK.exec(card)?.[1] ?? '')
  const [, prompt = '', ...others] = argumentsOf(clicked)
  const [, weight = '', activation = ''] = WRITTEN.exec(prompt) ?? []
  const negative = others.length > 1 ? (others[0] ?? '') : ''
  const number = Number(weight)
  return {
    activation: activation.trim() || null,
    negative: (NEGATIVE.exec(negative)?.[1] ?? negative).trim() || null,
    weight: weight !== '' && Number.isFinite(number) ? number : null,
    description: unescaped(DESCRIPTION.exec(card)?.[1] ?? '').trim() || null,
  }
}

/** The arguments of a call, each put together from its texts and numbers (`"<lora:a:" + 0.7 + ">"`); names stand for nothing. */
function argumentsOf(code: string): string[] {
  const found = ['']
  const add = (text: string) => {
    found[found.length - 1] += text
  }
  let rest = code.slice(0, MOST_CLICK)
  while (rest !== '' && !rest.startsWith(')')) {
    const [token = '', double, single, number] = TOKEN.exec(rest) ?? []
    if (token === '') break
    if (token === ',') found.push('')
    else if (double !== undefined || single !== undefined) add(withoutEscapes(double ?? single ?? ''))
    else if (number !== undefined) add(number)
    rest = rest.slice(token.length)
  }
  return found
}

/** A text in either quotes, a number, a comma, or what stands between them. */
const TOKEN = /^(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|(-?\d+(?:\.\d+)?)|,|[\s+]+|[\w.$]+)/

/** As the panel writes texts of JavaScript: a backslash before quotes and itself; as JSON in servers of 2023. */
const withoutEscapes = (text: string): string =>
  text.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, code?: string, character?: string) =>
    code === undefined
      ? (CONTROL.get(character ?? '') ?? character ?? '')
      : String.fromCharCode(Number.parseInt(code, 16)),
  )
const CONTROL = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
])

/** As Python's html.escape writes them. */
const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
