import { parentPort } from 'node:worker_threads'
import type { TokenCount } from '../../shared/prompt-tools.ts'
import { countTokens } from '../core/prompt/count-tokens.ts'
import { clipTokenizer } from './clip-words.ts'

export interface TokenQuestion {
  readonly id: number
  readonly texts: readonly string[]
}

export interface TokenAnswer {
  readonly id: number
  readonly counts: readonly TokenCount[]
}

/** Entry of the thread that counts tokens: its vocabulary takes some 100 ms to be read, and 30 MB. */
const tokenize = clipTokenizer()

parentPort?.on('message', ({ id, texts }: TokenQuestion) => {
  parentPort?.postMessage({
    id,
    counts: texts.map((text) => countTokens(text, tokenize)),
  } satisfies TokenAnswer)
})
