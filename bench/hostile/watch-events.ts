import { serialize } from 'node:v8'
import type { App } from '../../src/main/app/app.ts'
import { createBroadcast } from '../../src/main/ipc/broadcast.ts'

/** Control characters, and what reorders or hides text. Line breaks are the app's own. */
const NASTY = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/
/** Fields that are no words about a server. */
const NO_WORDS = new Set(['capabilities', 'offers', 'request', 'infotext', 'prompt', 'negativePrompt'])

/** What a panel would be sent, copied as Electron does, on the main thread. */
export class EventWatch {
  /** the newest payload of each kind and subject */
  readonly #newest = new Map<string, unknown>()
  /** bytes of all events, and of the largest single one */
  bytes = 0
  largest = 0

  constructor(app: App) {
    const panel = {
      isDestroyed: () => false,
      webContents: {
        isDestroyed: () => false,
        send: (channel: string, payload: unknown) => {
          const { length } = serialize(payload)
          this.bytes += length
          this.largest = Math.max(this.largest, length)
          const { id, config } = (payload ?? {}) as { id?: string; config?: { id: string } }
          this.#newest.set(`${channel}/${id ?? config?.id ?? ''}`, payload)
        },
      },
    }
    const broadcast = createBroadcast(() => [panel])
    app.subscribe((name, payload) => broadcast(name, payload))
  }

  /** The longest text of what was told about jobs, workers and notices, lists apart. */
  longestWords(): number {
    let longest = 0
    for (const words of textsOf([...this.#newest.values()], NO_WORDS))
      longest = Math.max(longest, words.length)
    return longest
  }

  /** A text with characters that no terminal and no notification should get; null: none. */
  nasty(): string | null {
    for (const words of textsOf([...this.#newest.values()], new Set())) if (isNasty(words)) return words
    return null
  }
}

export const isNasty = (text: string): boolean => NASTY.test(text)

/** Every text in a value, those under some keys left out. */
export function* textsOf(value: unknown, without: ReadonlySet<string>): Generator<string> {
  const open: unknown[] = [value]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') yield next
    if (typeof next !== 'object' || next === null) continue
    for (const [key, item] of Object.entries(next))
      if (!without.has(key) && item !== undefined && item !== null) open.push(item)
  }
}
