import { decodeText } from '../../shared/decode-text.ts'

/** A character takes at most this many bytes in a file. */
const BYTES_PER_CHARACTER = 4

/** Its size can be that of no such text; it has more characters than it may; the system does not give it. */
export type WhyNotRead = 'too-large' | 'too-long' | 'unreadable'

/**
 * Reads a file that was chosen or dropped, in whatever encoding an editor saved it. One that is larger than `mostCharacters` can be is
 * not even read. Never rejects.
 */
export async function readTextFile(
  file: File,
  mostCharacters: number,
): Promise<{ readonly text: string } | { readonly why: WhyNotRead }> {
  if (file.size > mostCharacters * BYTES_PER_CHARACTER) return { why: 'too-large' }
  const content = await file.arrayBuffer().catch(
    // A folder, or a file that went away: the browser says no more than that it cannot be read.
    () => null,
  )
  if (content === null) return { why: 'unreadable' }
  const text = decodeText(new Uint8Array(content))
  return text.length > mostCharacters ? { why: 'too-long' } : { text }
}
