import type { ImageId } from '../../../shared/ids.ts'
import type { MessageKey } from '../../../shared/words/catalogue.ts'
import type { Findable } from './rank.ts'

/** Headings of the palette. */
export type EntryGroup = MessageKey & `panel.commands.${string}`

/** Something that the palette offers: a command, or something that is found. */
export interface Entry extends Findable {
  /** stays the same while its name changes, and is remembered when it is used */
  readonly id: string
  readonly group: EntryGroup
  /** the name is a person's or a server's text, not ours */
  readonly verbatim?: true
  /** at the right: keys, an address, a section */
  readonly aside?: string
  readonly picture?: ImageId
  readonly run: () => void
}

/** Entries under one heading. */
export interface EntryList {
  readonly group: EntryGroup
  readonly entries: readonly Entry[]
}
