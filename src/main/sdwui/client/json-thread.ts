import { Worker } from 'node:worker_threads'
import { threadEntry } from '../../system/thread-entry.ts'
import type { JsonAnswer, JsonQuestion } from './jsonThread.ts'

/** More than this is parsed in the thread, bytes: the densest JSON of this size costs the main thread some 20 ms. */
export const LARGE_JSON_BYTES = 256 << 10
const MOST_MS = 20_000

type Found = JsonAnswer['found']

let thread: Worker | null = null
let lastId = 0
const waiting = new Map<number, { resolve: (found: Found) => void; reject: (why: Error) => void }>()

/**
 * Parses a large answer in a thread of its own, one at a time, and hands over nothing but the named fields of its objects, within
 * JSON_BOUNDS. Resolves with null for what is no JSON; rejects where it takes too long or holds too much. Takes the memory of the blocks
 * over: each must have its own. The thread starts with the first answer and never keeps the process alive.
 */
export function parseInThread(blocks: readonly Buffer[], fields: readonly string[] | null): Promise<Found> {
  const id = ++lastId
  return new Promise<Found>((resolve, reject) => {
    const timer = setTimeout(() => broke(new Error('it takes too long to read')), MOST_MS)
    const done = <T>(settle: (value: T) => void) => {
      return (value: T) => {
        clearTimeout(timer)
        waiting.delete(id)
        settle(value)
      }
    }
    waiting.set(id, { resolve: done(resolve), reject: done(reject) })
    try {
      started().postMessage(
        { id, blocks, fields } satisfies JsonQuestion,
        blocks.map(({ buffer }) => buffer as ArrayBuffer),
      )
    } catch (error) {
      waiting.get(id)?.reject(error instanceof Error ? error : new Error(String(error)))
    }
  })
}

function started(): Worker {
  if (thread !== null) return thread
  const entry = threadEntry('jsonThread', import.meta.url)
  if (entry === null) throw new Error('its file jsonThread.js is missing')
  const begun = new Worker(entry, { execArgv: [] })
  begun.on('message', ({ id, found, tooMuch }: JsonAnswer) => {
    if (tooMuch) waiting.get(id)?.reject(new Error('it holds too many values'))
    else waiting.get(id)?.resolve(found)
  })
  begun.on('error', (error) => {
    if (thread === begun) broke(error)
  })
  begun.unref()
  thread = begun
  return begun
}

/** The next answer gets a new thread. */
function broke(why: Error): void {
  void thread?.terminate()
  thread = null
  for (const { reject } of [...waiting.values()]) reject(why)
}
