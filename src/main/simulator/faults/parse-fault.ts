import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
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
  if (match === null) throw refused(text, reason('server.fault-form'))
  const [, word = '', value, start] = match
  if (word === 'die-after') {
    if (start !== undefined) throw refused(text, reason('server.fault-own-start'))
    return dieAfter(text, value ?? '')
  }
  const effect = Object.hasOwn(EFFECTS, word) ? EFFECTS[word] : undefined
  if (effect === undefined)
    throw refused(
      text,
      reason('server.fault-word', {
        ...{ word: word.slice(0, 80), words: ['die-after', ...Object.keys(EFFECTS)].join(', ') },
      }),
    )
  return { ...effect(reader(text, word, value)), start: startOf(text, start) }
}

function dieAfter(text: string, value: string): Fault {
  const match = /^(\d+)(?::(\d+(?:\.\d+)?))?$/.exec(value)
  if (match === null) throw refused(text, reason('server.fault-die-after'))
  return {
    type: 'die',
    backAfterSeconds: match[2] === undefined ? Number.POSITIVE_INFINITY : Number(match[2]),
    start: { at: 'images', images: Number(match[1]) },
  }
}

function startOf(text: string, start: string | undefined): FaultStart {
  if (start === undefined) return { at: 'start' }
  const match = /^(\d+(?:\.\d+)?)([si]?)$/.exec(start.trim())
  if (match === null) throw refused(text, reason('server.fault-start'))
  const value = Number(match[1])
  if (match[2] !== 'i') return { at: 'seconds', seconds: value }
  if (!Number.isInteger(value)) throw refused(text, reason('server.fault-whole'))
  return { at: 'images', images: value }
}

function reader(text: string, word: string, value: string | undefined): ValueReader {
  return {
    text: value ?? null,
    refuse: (how) => refused(text, how),
    nothing() {
      if (value !== undefined) throw refused(text, reason('server.fault-no-value', { word }))
    },
    oneOf(...words) {
      const found = words.find((known) => known === (value ?? words[0]).trim())
      if (found === undefined)
        throw refused(text, reason('server.fault-one-of', { word, words: words.join(', ') }))
      return found
    },
    number({ least, most = Number.POSITIVE_INFINITY, otherwise, whole = false }) {
      if (value === undefined) {
        if (otherwise !== undefined) return otherwise
        const example = `${word}=${Math.min(most, whole ? 2 : 1.5)}`
        throw refused(text, reason('server.fault-needs-number', { word, example }))
      }
      const number = Number(value)
      if (
        value.trim() === '' ||
        !Number.isFinite(number) ||
        number < least ||
        number > most ||
        (whole && !Number.isInteger(number))
      ) {
        throw refused(text, numbersTaken(word, whole, least, most))
      }
      return number
    },
  }
}

function numbersTaken(word: string, whole: boolean, least: number, most: number): Reason {
  if (most === Number.POSITIVE_INFINITY)
    return reason(whole ? 'server.fault-whole-number' : 'server.fault-number', { word, least })
  const between = { word, least, most }
  return reason(whole ? 'server.fault-whole-number-between' : 'server.fault-number-between', between)
}

const refused = (text: string, why: Reason) =>
  new TributaryError('bad-request', reason('server.fault', { text: text.slice(0, 80) }), why, {
    field: 'fault',
  })
