import { z } from 'zod'

/** Longest name of a client that is kept, characters. */
const LONGEST_NAME = 200

/** Who asked for a job. `client`: a program of somebody else, by the name it is known by; `unknown`: an earlier version did not note it. */
export const Origin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('panel') }),
  z.object({ kind: z.literal('command-line') }),
  z.object({ kind: z.literal('client'), name: z.string().min(1).max(LONGEST_NAME) }),
  z.object({ kind: z.literal('unknown') }),
])
export type Origin = z.infer<typeof Origin>

export const PANEL: Origin = { kind: 'panel' }
export const COMMAND_LINE: Origin = { kind: 'command-line' }
export const UNKNOWN_ORIGIN: Origin = { kind: 'unknown' }

/** The origin of something that was stored: what was written without one is of an unknown one. */
export const StoredOrigin = Origin.default(UNKNOWN_ORIGIN)
