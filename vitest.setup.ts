import fc from 'fast-check'
import { afterAll, expect, vi } from 'vitest'

// Files share processes, but no module of ours: each has them as they are when loaded, whatever another file left in them or in their place.
vi.resetModules()

/** What sharp sets when it is loaded. Globals that packages set then have names that begin with two underscores. */
const LOADED = 'VIPSHOME'

// What modules do not hold is shared: a file leaves it as it found it.
const found = host()
afterAll(() => {
  const left = host()
  const changed = [...new Set([...found.keys(), ...left.keys()])].filter(
    (name) => found.get(name) !== left.get(name),
  )
  expect(changed, 'left changed in the process, which is the next file’s').toEqual([])
})

/** What tests may change of their process: environment, folder, timers, globals. */
function host(): ReadonlyMap<string, unknown> {
  const globals = Object.entries(Object.getOwnPropertyDescriptors(globalThis))
    .filter(([name]) => !name.startsWith('__'))
    .map(([name, { value }]) => [`globalThis.${name}`, typeof value === 'function' ? value : null] as const)
  return new Map<string, unknown>([
    ...Object.entries(process.env)
      .filter(([name]) => name !== LOADED)
      .map(([name, value]) => [`process.env.${name}`, value] as const),
    ['process.cwd()', process.cwd()],
    ['vi.isFakeTimers()', vi.isFakeTimers()],
    ...globals,
  ])
}

/**
 * Property tests draw the same cases in every run, so that a change is to blame when one fails. PROPERTY_SEED=random explores others,
 * PROPERTY_SEED=<number> repeats a run that failed.
 */
const wanted = process.env.PROPERTY_SEED ?? '20261125'
if (wanted !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) })
