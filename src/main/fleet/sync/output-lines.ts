import { stripVTControlCharacters, TextDecoder } from 'node:util'

const MOST_LINES = 500
const LONGEST_LINE = 1_000
/** Raw characters of an unfinished line that are kept; escape sequences in it count too. */
const LONGEST_RAW = 4 * LONGEST_LINE

export type Stream = 'stdout' | 'stderr'

interface Source {
  readonly decoder: TextDecoder
  /** the line that is being written */
  raw: string
  /** a lone carriage return came: what follows writes over the line */
  rewinds: boolean
}

const source = (): Source => ({ decoder: new TextDecoder('utf-8'), raw: '', rewinds: false })

/**
 * The lines of a command's two outputs in the order they come, the newest 500. A line that is written over (progress bars) stands once, as it is
 * now. Colours and other control sequences are taken out; bytes that are no UTF-8 become U+FFFD.
 */
export class OutputLines {
  readonly #sources: Readonly<Record<Stream, Source>> = { stdout: source(), stderr: source() }
  #lines: string[] = []

  write(stream: Stream, chunk: Uint8Array): void {
    const from = this.#sources[stream]
    this.#take(from, from.decoder.decode(chunk, { stream: true }))
  }

  /** No more will come. */
  end(): void {
    for (const from of Object.values(this.#sources)) {
      this.#take(from, from.decoder.decode())
      if (from.raw !== '') this.#finish(from)
    }
  }

  /** With the unfinished lines last. */
  lines(): string[] {
    const unfinished = Object.values(this.#sources).flatMap(({ raw }) => (raw === '' ? [] : [readable(raw)]))
    return [...this.#lines, ...unfinished].slice(-MOST_LINES)
  }

  #take(from: Source, text: string): void {
    for (const piece of text.split(/(\r\n|\r|\n)/)) {
      if (piece === '') continue
      if (piece === '\n' || piece === '\r\n') this.#finish(from)
      else if (piece === '\r') from.rewinds = true
      else {
        if (from.rewinds) from.raw = ''
        from.rewinds = false
        from.raw += piece.slice(0, Math.max(0, LONGEST_RAW - from.raw.length))
      }
    }
  }

  #finish(from: Source): void {
    this.#lines.push(readable(from.raw))
    if (this.#lines.length > 2 * MOST_LINES) this.#lines = this.#lines.slice(-MOST_LINES)
    from.raw = ''
    from.rewinds = false
  }
}

function readable(raw: string): string {
  // A sequence whose end has not come yet goes too: first titles, which hold text, then the others.
  const text = stripVTControlCharacters(raw.replace(/\u001b\][^\u0007\u001b]*$/, ''))
    .replace(/\u001b(?:[[()#][0-9;?]*)?$/, '')
    .replaceAll('\t', '  ')
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, '')
  return text.length <= LONGEST_LINE
    ? text
    : `${text.slice(0, LONGEST_LINE - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
