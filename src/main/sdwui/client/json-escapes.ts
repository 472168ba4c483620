/** `\u` and four characters, or a backslash and one; or the beginning of either at the end of the text. */
const ESCAPE = /\\(?:u([\s\S]{4})|([^u])|(?:u[\s\S]{0,3})?$)/g
const HEX = /^[0-9a-f]{4}$/i
const SHORT: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** Resolves the escapes of a JSON string that comes in pieces of any size. */
export class JsonEscapes {
  /** an escape that has begun */
  #begun = ''

  /** The next characters as they are meant; null: one of the escapes is none. */
  next(piece: string): string | null {
    if (this.#begun === '' && !piece.includes('\\')) return piece
    const text = this.#begun + piece
    this.#begun = ''
    let valid = true
    const plain = text.replace(ESCAPE, (found, code?: string, letter?: string) => {
      if (code === undefined && letter === undefined) {
        this.#begun = found
        return ''
      }
      const meant = code === undefined ? SHORT[letter ?? ''] : ofCode(code)
      if (meant === undefined) valid = false
      return meant ?? ''
    })
    return valid ? plain : null
  }

  /** The string is over: whether no escape is left in the middle. Starts anew. */
  end(): boolean {
    const whole = this.#begun === ''
    this.#begun = ''
    return whole
  }
}

const ofCode = (code: string): string | undefined =>
  HEX.test(code) ? String.fromCharCode(Number.parseInt(code, 16)) : undefined
