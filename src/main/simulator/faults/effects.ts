import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { FAULT_STATUSES, type FaultEffect, SEED_LABELS, SPOILS } from './fault.ts'

/** Reads the value of a fault word; every method throws a TributaryError `bad-request` where it does not fit. */
export interface ValueReader {
  /** as written; null: none */
  readonly text: string | null
  number(bounds: { least: number; most?: number; otherwise?: number; whole?: boolean }): number
  /** one of these words; the first where none is written */
  oneOf<Word extends string>(...words: readonly [Word, ...Word[]]): Word
  /** refuses any value */
  nothing(): void
  /** what the error is when a value does not fit */
  refuse(how: Reason): Error
}

const always = Number.POSITIVE_INFINITY
const seconds = (read: ValueReader) => read.number({ least: 0, otherwise: always })
const times = (read: ValueReader, otherwise = always) => read.number({ least: 1, whole: true, otherwise })
const images = (read: ValueReader) => read.number({ least: 1, whole: true, otherwise: 1 })
const status = (read: ValueReader, otherwise: number) =>
  read.number({ least: 200, most: 599, whole: true, otherwise })
/** A fault that takes no value. */
const plain =
  <Type extends FaultEffect['type']>(type: Type) =>
  (read: ValueReader) => {
    read.nothing()
    return { type }
  }

/** All words of the fault script but `die-after`; what each does stands in docs/simulator.md. */
export const EFFECTS: Readonly<Record<string, (read: ValueReader) => FaultEffect>> = {
  refuse: (read) => ({ type: 'refuse', seconds: seconds(read) }),
  hang: (read) => ({ type: 'hang', seconds: seconds(read) }),
  freeze: (read) => ({ type: 'freeze', seconds: seconds(read) }),
  die: (read) => ({ type: 'die', backAfterSeconds: seconds(read) }),
  'not-ready': (read) => ({ type: 'not-ready', seconds: read.number({ least: 0 }) }),
  slow: (read) => ({ type: 'slow', factor: read.number({ least: 0.01 }) }),
  '404-for-sampler': (read) => ({ type: 'unknown-sampler', times: times(read) }),
  oom: (read) => ({ type: 'out-of-memory', times: times(read) }),
  'cut-after': (read) => ({ type: 'cut-after', images: read.number({ least: 0, whole: true }) }),
  fewer: (read) => ({ type: 'fewer', images: images(read) }),
  extra: (read) => ({ type: 'extra', images: images(read) }),
  empty: (read) => ({ type: 'empty', images: images(read) }),
  damaged: (read) => ({ type: 'damaged', images: images(read) }),
  grid: plain('grid'),
  'load-fails': plain('load-fails'),
  'other-sampler': (read) => ({ type: 'other-sampler', name: read.text?.trim() || null }),
  'other-checkpoint': (read) => ({ type: 'other-checkpoint', name: read.text?.trim() || null }),
  'same-seed-label': (read) => ({
    type: 'same-seed-label',
    where: read.text === null ? 'both' : read.oneOf(...SEED_LABELS),
  }),
  snap: (read) => ({ type: 'snap', px: read.number({ least: 8, whole: true, otherwise: 64 }) }),
  'one-colour': (read) => ({ type: 'one-colour', times: times(read) }),
  'rare-500': (read) => ({ type: 'rare-500', oneIn: read.number({ least: 1, whole: true }) }),
  progress: (read) => ({ type: 'constant-progress', value: read.number({ least: 0, most: 1 }) }),
  'interrupted-by-other': (read) => ({ type: 'stopped-by-other', how: 'interrupt', times: times(read, 1) }),
  'skipped-by-other': (read) => ({ type: 'stopped-by-other', how: 'skip', times: times(read, 1) }),
  'no-answer': (read) => ({ type: 'no-answer', times: times(read) }),
  gzip: plain('gzip'),
  bom: plain('bom'),
  'options-500': plain('options-500'),
  gateway,
  'cut-at': cutAt,
  'only-txt2img': plain('only-txt2img'),
  'html-login': (read) => ({ type: 'html-login', status: status(read, 200) }),
  'close-reused': (read) => ({ type: 'close-reused', times: times(read) }),
  ...Object.fromEntries(
    SPOILS.map((how) => [how, (read: ValueReader) => ({ type: 'spoil', how, times: times(read) })]),
  ),
  ...Object.fromEntries(
    FAULT_STATUSES.map((code) => [
      String(code),
      (read: ValueReader) => ({ type: 'status', status: code, times: times(read) }),
    ]),
  ),
}

/** STATUS[:k][/working] */
function gateway(read: ValueReader): FaultEffect {
  const match = /^([45]\d\d)(?::([1-9]\d{0,8}))?(\/working)?$/.exec(read.text?.trim() ?? '')
  if (match === null) throw read.refuse(reason('server.fault-gateway'))
  const [, code, count, working] = match
  return {
    ...{ type: 'gateway', status: Number(code), times: count === undefined ? always : Number(count) },
    working: working !== undefined,
  }
}

/** SECONDS[/reset] */
function cutAt(read: ValueReader): FaultEffect {
  const match = /^(\d{1,9}(?:\.\d{1,9})?)(\/reset)?$/.exec(read.text?.trim() ?? '')
  if (match === null) throw read.refuse(reason('server.fault-cut-at'))
  return { type: 'cut-at', seconds: Number(match[1]), reset: match[2] !== undefined }
}
