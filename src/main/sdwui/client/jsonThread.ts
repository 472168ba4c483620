import { parentPort } from 'node:worker_threads'
import { decodeText } from '../../../shared/decode-text.ts'
import { parseLenientJson } from '../../../shared/lenient-json.ts'
import { pruneJson, valuesIn } from './prune-json.ts'

/** The bytes of an answer in pieces, and the fields of its objects that are wanted; null: all. */
export interface JsonQuestion {
  readonly id: number
  readonly blocks: readonly Uint8Array[]
  readonly fields: readonly string[] | null
}

export interface JsonAnswer {
  readonly id: number
  /** null: it is no JSON */
  readonly found: { readonly value: unknown } | null
  /** more values than are parsed */
  readonly tooMuch: boolean
}

/**
 * A value takes up to a hundred bytes once it is parsed. A thread that is out of memory takes the process with it, so they are counted
 * before.
 */
const MOST_VALUES = 2_000_000

/** Entry of the thread that parses what is too large for the main one. */
parentPort?.on('message', ({ id, blocks, fields }: JsonQuestion) => {
  let found: JsonAnswer['found'] = null
  let tooMuch = false
  try {
    const text = decodeText(Buffer.concat(blocks))
    tooMuch = valuesIn(text, MOST_VALUES) > MOST_VALUES
    if (!tooMuch) {
      const value = text.trim() === '' ? null : parseLenientJson(text)
      found = { value: pruneJson(value, fields === null ? null : new Set(fields)) }
    }
  } catch {
    found = null
  }
  parentPort?.postMessage({ id, found, tooMuch } satisfies JsonAnswer)
})
