/** Limits of what is kept of a server's own words, characters. Names are what its lists and answers call things; words are a sentence of it. */
export const SERVER_TEXT = { words: 500, name: 1000, shortName: 500 } as const

/** Colours, cursor moves, window titles: `ESC [ ... letter`, `ESC ] ... BEL`, and other two-character ones. */
const ESCAPES =
  /\u001b(?:\[[0-9;:<=>?]{0,64}[ -/]{0,8}[@-~]|\][^\u0007\u001b]{0,256}(?:\u0007|\u001b\\)|[@-Z\\^_])/g
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g
/** What reorders or hides text. Joiners stay: emoji and several scripts need them. */
const UNSEEN = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g
const JOINERS = /\u200c|\u200d|[\ufe00-\ufe0f]/g
/** So much longer than kept is what is looked at: taking characters out must not make a long text cost more. */
const LOOKED_AT = 4

/**
 * A text of a server as it may be kept and shown, on a terminal too: on one line, without control characters, escape sequences and
 * marks that reorder or hide text, at most `limit` characters long. Empty where nothing of it can be seen. Costs no more for a text of
 * any length.
 */
export function serverText(text: string, limit: number = SERVER_TEXT.words): string {
  const seen = cleaned(text.slice(0, limit * LOOKED_AT))
    .replace(/ {2,}/g, ' ')
    .trim()
  if (!isSeen(seen)) return ''
  return seen.length <= limit ? seen : `${cut(seen, limit - 1)}…`
}

/**
 * As `serverText` for the name of a thing, which is asked for by it: its blanks stay, and it is never shortened, because a part of a name is
 * another name. Null: it is none.
 */
export function serverName(text: string, limit: number = SERVER_TEXT.name): string | null {
  if (text.length > limit) return null
  const name = cleaned(text)
  return isSeen(name) ? name : null
}

const cleaned = (text: string) => text.replace(ESCAPES, '').replace(CONTROLS, ' ').replace(UNSEEN, '')
const isSeen = (text: string) => text.replace(JOINERS, '').trim() !== ''

/** No half of a character is left at the end. */
function cut(text: string, length: number): string {
  const last = text.charCodeAt(length - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length)
}
