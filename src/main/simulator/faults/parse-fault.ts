import { TributaryError } from '../../core/failure.ts'
import { EFFECTS, type ValueReader } from './effects.ts'
import type { Fault, FaultStart } from './fault.ts'

/**
 * The grammar of a fault: `word[=value][@start]`; the words stand in effects.ts, and in docs/simulator.md with what they do.
 *
 * `start`: `@20` or `@20s` after 20 seconds of fleet time, `@8i` after 8 images; left out: from the start.
 *
 * Throws TributaryError `bad-request` that says what is wrong and what can be written.
 */
export function parseFault(text: string): Fault {
  const match = /^([^=@]+)(?:=([^@]*))?(?:@(.+))?$/.exec(text.trim())
  if (match === null) throw refused(text, 'A fault is written word[=value][@start].')
  const [, word = '', value, start] = match
  if (word === 'die-after') {
    if (start !== undefined) throw refused(text, 'die-after says itself when it happens.')
    return dieAfter(text, value ?? '')
  }
  const effect = Object.hasOwn(EFFECTS, word) ? EFFECTS[word] : undefined
  if (effect === undefined)
    throw refused(
      text,
      `There is no fault "${word.slice(0, 80)}". There are: ${['die-after', ...Object.keys(EFFECTS)].join(', ')}.`,
    )
  return { ...effect(reader(text, word, value)), start: startOf(text, start) }
}

function dieAfter(text: string, value: string): Fault {
  const match = /^(\d+)(?::(\d+(?:\.\d+)?))?$/.exec(value)
  if (match === null) throw refused(text, 'Write die-after=8, or die-after=8:30 to be back after 30 s.')
  return {
    type: 'die',
    backAfterSeconds: match[2] === undefined ? Number.POSITIVE_INFINITY : Number(match[2]),
    start: { at: 'images', images: Number(match[1]) },
  }
}

function startOf(text: string, start: string | undefined): FaultStart {
  if (start === undefined) return { at: 'start' }
  const match = /^(\d+(?:\.\d+)?)([si]?)$/.exec(start.trim())
  if (match === null) throw refused(text, 'A start is written @20s (seconds) or @8i (images).')
  const value = Number(match[1])
  if (match[2] !== 'i') return { at: 'seconds', seconds: value }
  if (!Number.isInteger(value)) throw refused(text, 'Images are counted in whole numbers.')
  return { at: 'images', images: value }
}

function reader(text: string, word: string, value: string | undefined): ValueReader {
  return {
    text: value ?? null,
    refuse: (how) => refused(text, how),
    nothing() {
      if (value !== undefined) throw refused(text, `${word} takes no value.`)
    },
    oneOf(...words) {
      const found = words.find((known) => known === (value ?? words[0]).trim())
      if (found === undefined) throw refused(text, `${word} takes one of: ${words.join(', ')}.`)
      return found
    },
    number({ least, most = Number.POSITIVE_INFINITY, otherwise, whole = false }) {
      if (value === undefined) {
        if (otherwise !== undefined) return otherwise
        throw refused(text, `${word} needs a number: ${word}=${Math.min(most, whole ? 2 : 1.5)}.`)
      }
      const number = Number(value)
      if (
        value.trim() === '' ||
        !Number.isFinite(number) ||
        number < least ||
        number > most ||
        (whole && !Number.isInteger(number))
      ) {
        const upTo = most === Number.POSITIVE_INFINITY ? 'up' : `to ${most}`
        throw refused(text, `${word} takes ${whole ? 'a whole number' : 'a number'} from ${least} ${upTo}.`)
      }
      return number
    },
  }
}

const refused = (text: string, why: string) =>
  new TributaryError('bad-request', `The fault "${text.slice(0, 80)}" cannot be read.`, why, {
    field: 'fault',
  })
