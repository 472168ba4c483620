import { LIMITS } from '../../../shared/limits.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { TributaryError } from '../../core/failure.ts'
import { holdsRemotes, joinContinuedLines, remotesOf, skipsVerification, unquoted } from './command-line.ts'
import { readAddress } from './read-address.ts'
import type { StatedEntry, StatedImport } from './stated-worker.ts'

/** Words looked at; a list of 200 workers has far fewer. */
const MOST_WORDS = 5_000
const HTML =
  /<(?:!doctype|\/?(?:html|head|body|div|span|p|a|ul|li|table|script|style|meta|link|pre|img|br))\b/i
const WITH_SCHEME = /^(?:[^=:/?#@[\]\s]+[=:])?[a-z][a-z0-9+.-]*:\/\//i
/** Where one URL ends and the next begins, though only a comma is between them. */
const BETWEEN_URLS = /[,;](?=(?:[^=:/?#@,;\s]+[=:])?[a-z][a-z0-9+.-]*:\/\/)/i

/**
 * Addresses in a text: a list of any separators, a browser's text/uri-list, a command line or script with `--distributed-remotes`, a line of prose
 * with a URL in it. Throws bad-request when it is a web page or holds nothing that looks like an address.
 */
export function readText(text: string): StatedImport {
  if (HTML.test(text))
    throw new TributaryError('bad-request', reason('transfer.web-page'), reason('transfer.web-page.remedy'))
  const command = holdsRemotes(text)
  const words = command ? commandWords(text) : listWords(text)
  const entries: StatedEntry[] = []
  let [ignored, beyond] = [0, words.length >= MOST_WORDS ? 1 : 0]
  for (const { word, alone } of words) {
    if (!looksLikeAddress(word, alone)) ignored++
    else if (entries.length >= LIMITS.workers) beyond++
    else entries.push(withPolicy(readAddress(word), command && skipsVerification(text)))
  }
  if (entries.length === 0)
    throw new TributaryError(
      'bad-request',
      reason('transfer.no-address'),
      reason('transfer.no-address.remedy', {
        example: 'http://192.168.1.3:7860',
        named: 'laptop:192.168.1.3:7860',
      }),
    )
  return {
    format: 'addresses',
    entries,
    settings: {},
    warnings: [
      ...(ignored === 0 ? [] : [reason('transfer.words-ignored', { count: ignored })]),
      ...(beyond === 0 ? [] : [reason('transfer.first-addresses', { most: LIMITS.workers })]),
    ],
  }
}

interface Word {
  readonly word: string
  /** nothing else stands on its line, or between its commas */
  readonly alone: boolean
}

/** In a script with the option, other lines count only when they hold nothing but URLs, as our own export writes them. */
function commandWords(text: string): Word[] {
  return collected(linesOf(joinContinuedLines(text)), (line) => {
    const remotes = remotesOf(line)
    if (remotes !== null) return remotes.map((word) => ({ word, alone: true }))
    return line.split(/\s+/).every((word) => WITH_SCHEME.test(word)) ? wordsOf(line) : []
  })
}

const listWords = (text: string): Word[] => collected(linesOf(text), wordsOf)

function collected(lines: readonly string[], wordsIn: (line: string) => Word[]): Word[] {
  const words: Word[] = []
  for (const line of lines) {
    if (words.length >= MOST_WORDS) break
    words.push(...wordsIn(line).slice(0, MOST_WORDS - words.length))
  }
  return words
}

/** `#` begins a comment line, as in text/uri-list (RFC 2483). */
const linesOf = (text: string) =>
  text
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))

function wordsOf(line: string): Word[] {
  const lonely = new Set(line.split(/[,;]/).map((piece) => unquoted(piece.trim())))
  return line
    .split(/\s+/, MOST_WORDS)
    .flatMap((word) => word.split(WITH_SCHEME.test(unquoted(word)) ? BETWEEN_URLS : /[,;]/, MOST_WORDS))
    .map(unquoted)
    .filter((word) => word !== '')
    .map((word) => ({ word, alone: lonely.has(word) }))
}

/** A single word is a machine's name only where it cannot be prose. */
function looksLikeAddress(word: string, alone: boolean): boolean {
  if (word.startsWith('-') || word.endsWith(':')) return false
  if (word === 'localhost') return true
  if (/[^.][.:@[][^.]|^\[|^::/.test(word)) return true
  return alone && /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(word)
}

const withPolicy = (entry: StatedEntry, skipVerification: boolean): StatedEntry =>
  skipVerification && entry.states === 'worker' && entry.url.startsWith('https:')
    ? { ...entry, tls: { kind: 'insecure' } }
    : entry
