import type { Reason } from '../../../shared/words/reason.ts'
import { inWords } from '../../../shared/words/say.ts'
import type { ConsoleIo } from './console-io.ts'

/** Says notes as they come, and keeps them for the report; what is told of progress is only said. */
export function collectNotes(
  io: Pick<ConsoleIo, 'say'>,
): [tell: (note: Reason) => void, notes: readonly string[], progress: (how: Reason) => void] {
  const notes: string[] = []
  return [
    (note) => {
      const words = inWords(note)
      notes.push(words)
      io.say(words)
    },
    notes,
    (how) => io.say(inWords(how)),
  ]
}
