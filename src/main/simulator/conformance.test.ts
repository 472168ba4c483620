/**
 * What Tributary relies on in a server of the A1111 family, checked over plain HTTP. Without settings it drives the simulator in each of
 * those dialects; TRIBUTARY_CONFORMANCE_URL (with TRIBUTARY_CONFORMANCE_USER and _PASSWORD) points it at any other server, which then
 * makes some forty small images. Checks that need a simulator are skipped there. See docs/simulator.md.
 */
import { afterAll, beforeAll, describe } from 'vitest'
import { describeErrors } from './conformance/error-checks.ts'
import { describeHealth } from './conformance/health-checks.ts'
import { describeRunning } from './conformance/running-checks.ts'
import { describeSimulator } from './conformance/simulator-checks.ts'
import { EXTERNAL, Target, TIMEOUT_MS } from './conformance/target.ts'
import { describeTxt2img } from './conformance/txt2img-checks.ts'
import type { SimulatedKind } from './protocol/server-dialect.ts'

const kinds: readonly SimulatedKind[] = EXTERNAL === null ? ['a1111', 'reforge', 'forge'] : ['a1111']

describe.each(kinds)('%s conforms', { timeout: TIMEOUT_MS }, (kind) => {
  const target = new Target(kind)
  beforeAll(() => target.open(), TIMEOUT_MS)
  afterAll(() => target.close())
  describeHealth(target)
  describeTxt2img(target)
  describeErrors(target)
  describeRunning(target)
  describeSimulator(target)
})
