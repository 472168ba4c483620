type Stored = Readonly<Record<string, unknown>>

/**
 * What turns settings of version n (its place in the list, from 1) into version n + 1. Works on what is on disk, unchecked: a step takes
 * only what it knows and leaves the rest to the check of every field that follows.
 */
const STEPS: readonly ((stored: Stored) => Stored)[] = []

export const SETTINGS_VERSION = STEPS.length + 1

/** Brings stored settings to the present version. Those of a newer Tributary pass unchanged: fields are checked one by one. */
export function migrateSettings(stored: Stored, steps = STEPS): Stored {
  const { version } = stored
  const from = typeof version === 'number' && Number.isInteger(version) && version >= 1 ? version : 1
  return steps.slice(from - 1).reduce((settings, step) => step(settings), stored)
}
