import { recall, remember } from '../../ui/local-memory.ts'

const KEY = 'palette.recent'
const KEPT = 30

const areIds = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((id) => typeof id === 'string')

/** Ids of the entries that were used, the last one first. */
export const recentEntries = (): string[] => recall(KEY, [], areIds)

/** Notes that an entry was used. */
export const entryUsed = (id: string): void =>
  remember(KEY, [id, ...recentEntries().filter((other) => other !== id)].slice(0, KEPT))
