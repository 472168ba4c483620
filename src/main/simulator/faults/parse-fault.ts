import { TributaryError } from '../../core/failure.ts'
import { FAULT_STATUSES, type Fault, type FaultEffect, type FaultStart, SPOILS } from './fault.ts'

/**
 * The grammar of a fault: `word[=value][@start]`.
 *
 * `start`: `@20` or `@20s` after 20 seconds of fleet time, `@8i` after 8 images; left out: from the start.
 *
 * | fault                    | value              | what happens                                                              |
 * | ------------------------ | ------------------ | ------------------------------------------------------------------------- |
 * | `refuse[=s]`             | seconds (for ever) | nothing listens on the port                                               |
 * | `hang[=s]`               | seconds (for ever) | the next generation stands still; progress is answered and does not move  |
 * | `freeze[=s]`             | seconds (for ever) | connections are accepted, nothing at all is answered                      |
 * | `die[=s]`                | seconds (for ever) | all connections are reset, the port closes; it comes back after s         |
 * | `die-after=n[:s]`        | images             | the same as `die=s@ni`: dies when image n is done                         |
 * | `not-ready=s`            | seconds            | after each start /sdapi answers 404 for so long                           |
 * | `slow=x`                 | factor             | everything takes x times as long                                          |
 * | `400` … `504`            | requests (all)     | generations answer with that status: 400 401 403 404 422 429 500 502 503 504 |
 * | `404-for-sampler[=k]`    | requests (all)     | 404 "Sampler not found", as up to 1.9.4                                   |
 * | `oom[=k]`                | requests (all)     | out of GPU memory, as the server reports it                               |
 * | `reset[=k]`              | requests (all)     | the connection is reset in the middle of the answer                       |
 * | `cut-after=n`            | images             | the connection is reset after n whole images of each answer               |
 * | `truncated[=k]`          | requests (all)     | the answer ends in the middle of its JSON, in well-formed HTTP            |
 * | `invalid[=k]`            | requests (all)     | the answer is not JSON                                                    |
 * | `oversized[=k]`          | requests (all)     | an image without end                                                      |
 * | `fewer[=n]`              | images (1)         | each answer lacks its last n images                                       |
 * | `extra[=n]`              | images (1)         | n control images follow                                                   |
 * | `grid`                   |                    | a grid comes first                                                        |
 * | `empty[=n]`              | images (1)         | the first n places hold null and "" instead                               |
 * | `damaged[=n]`            | images (1)         | the first n images are files that end early                               |
 * | `other-sampler[=name]`   | sampler            | made, and reported, with another sampler                                  |
 * | `other-checkpoint[=name]`| checkpoint         | made, and reported, with another checkpoint                               |
 * | `load-fails`             |                    | a change of the checkpoint answers 200, and the old one stays             |
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
  return { ...effectOf(text, word, value), start: startOf(text, start) }
}

const WORDS = [
  ...[
    'refuse',
    'hang',
    'freeze',
    'die',
    'die-after',
    'not-ready',
    'slow',
    '404-for-sampler',
    'oom',
    'cut-after',
  ],
  ...['fewer', 'extra', 'grid', 'empty', 'damaged', 'other-sampler', 'other-checkpoint', 'load-fails'],
  ...SPOILS,
  ...FAULT_STATUSES.map(String),
]

function effectOf(text: string, word: string, value: string | undefined): FaultEffect {
  const number = (bounds: { least: number; otherwise?: number; whole?: boolean }) =>
    numberOf(text, word, value, bounds)
  const seconds = (otherwise = Number.POSITIVE_INFINITY) => number({ least: 0, otherwise })
  const times = () => number({ least: 1, whole: true, otherwise: Number.POSITIVE_INFINITY })
  const images = () => number({ least: 1, whole: true, otherwise: 1 })
  const nothing = () => {
    if (value !== undefined) throw refused(text, `${word} takes no value.`)
  }
  const status = FAULT_STATUSES.find((known) => String(known) === word)
  if (status !== undefined) return { type: 'status', status, times: times() }
  const how = SPOILS.find((known) => known === word)
  if (how !== undefined) return { type: 'spoil', how, times: times() }
  switch (word) {
    case 'refuse':
    case 'hang':
    case 'freeze':
      return { type: word, seconds: seconds() }
    case 'die':
      return { type: 'die', backAfterSeconds: seconds() }
    case 'not-ready':
      return { type: 'not-ready', seconds: number({ least: 0 }) }
    case 'slow':
      return { type: 'slow', factor: number({ least: 0.01 }) }
    case '404-for-sampler':
      return { type: 'unknown-sampler', times: times() }
    case 'oom':
      return { type: 'out-of-memory', times: times() }
    case 'cut-after':
      return { type: 'cut-after', images: number({ least: 0, whole: true }) }
    case 'fewer':
    case 'extra':
    case 'empty':
    case 'damaged':
      return { type: word, images: images() }
    case 'grid':
    case 'load-fails':
      nothing()
      return { type: word }
    case 'other-sampler':
    case 'other-checkpoint':
      return { type: word, name: value?.trim() || null }
    default:
      throw refused(text, `There is no fault "${word}". There are: ${WORDS.join(', ')}.`)
  }
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

function numberOf(
  text: string,
  word: string,
  value: string | undefined,
  { least, otherwise, whole = false }: { least: number; otherwise?: number; whole?: boolean },
): number {
  if (value === undefined) {
    if (otherwise !== undefined) return otherwise
    throw refused(text, `${word} needs a number: ${word}=${whole ? 2 : 1.5}.`)
  }
  const number = Number(value)
  if (
    value.trim() === '' ||
    !Number.isFinite(number) ||
    number < least ||
    (whole && !Number.isInteger(number))
  )
    throw refused(text, `${word} takes ${whole ? 'a whole number' : 'a number'} from ${least} up.`)
  return number
}

const refused = (text: string, why: string) =>
  new TributaryError('bad-request', `The fault "${text.slice(0, 80)}" cannot be read.`, why, {
    field: 'fault',
  })
