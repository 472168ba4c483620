/**
 * What Tributary relies on in each kind of server, checked over plain HTTP. Without settings it drives the simulator in all kinds;
 * TRIBUTARY_CONFORMANCE_URL (with TRIBUTARY_CONFORMANCE_USER and _PASSWORD) points it at any other server, which is held to what its
 * kind is known for and makes some hundred small images. Checks that need a simulator are skipped there. See docs/simulator.md.
 */
import { afterAll, beforeAll, describe } from 'vitest'
import { GROUPS } from './conformance/groups.ts'
import { kindsToCheck, Target, TIMEOUT_MS } from './conformance/target.ts'

const kinds = await kindsToCheck()

describe.each(kinds)('%s conforms', { timeout: TIMEOUT_MS }, (kind) => {
  const target = new Target(kind)
  beforeAll(() => target.open(), TIMEOUT_MS)
  afterAll(() => target.close())
  for (const declare of GROUPS[kind]) declare(target)
})
