import { createHash } from 'node:crypto'
import type { DatabaseSync, StatementSync } from 'node:sqlite'

const REMEMBERED = 64

/** Prompts, each kept and indexed for search once, however many pictures were made with it. */
export class PromptTable {
  readonly #find: StatementSync
  readonly #add: StatementSync
  readonly #recent = new Map<string, number>()

  constructor(db: DatabaseSync) {
    this.#find = db.prepare('SELECT id FROM prompts WHERE digest = ?')
    this.#add = db.prepare(
      'INSERT INTO prompts (digest, prompt, negative_prompt) VALUES (?, ?, ?) RETURNING id',
    )
  }

  /** Row of the pair; made when it is new. Call inside a transaction. */
  idOf(prompt: string, negativePrompt: string): number {
    const key = `${prompt}\u0000${negativePrompt}`
    const known = this.#recent.get(key)
    if (known !== undefined) return known
    const digest = createHash('sha256').update(key).digest()
    const row = this.#find.get(digest) ?? this.#add.get(digest, prompt, negativePrompt)
    const id = Number(row?.id)
    if (this.#recent.size >= REMEMBERED) this.#recent.clear()
    this.#recent.set(key, id)
    return id
  }

  /** After a transaction was undone, ids given out in it are not to be trusted. */
  forget(): void {
    this.#recent.clear()
  }
}

/**
 * What a person typed as an FTS5 query: every word must occur, the last one may be only begun (from two letters on). null when it holds no word. Words are
 * quoted, so operators and punctuation are plain text.
 */
export function searchQuery(text: string): string | null {
  const words = (text.slice(0, 500).match(/[\p{L}\p{N}\p{M}_]+/gu) ?? []).slice(0, 20)
  if (words.length === 0) return null
  return words
    .map((word, at) => `"${word}"${at === words.length - 1 && word.length > 1 ? '*' : ''}`)
    .join(' ')
}
