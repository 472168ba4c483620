import type { ServerKind } from '../../../shared/worker.ts'
import { A1111 } from './kinds/a1111.ts'
import { FORGE } from './kinds/forge.ts'
import { KOBOLDCPP } from './kinds/koboldcpp.ts'
import { REFORGE } from './kinds/reforge.ts'
import { SDCPP } from './kinds/sdcpp.ts'
import { SDNEXT } from './kinds/sdnext.ts'
import type { ServerFacts } from './server-facts.ts'

/** A kind of server that is known for what it is. */
export type KnownKind = Exclude<ServerKind, 'unknown'>

/** What is known of each kind of server. One that is not recognised is taken for AUTOMATIC1111. */
export const SERVER_FACTS: Readonly<Record<ServerKind, ServerFacts>> = {
  a1111: A1111,
  forge: FORGE,
  reforge: REFORGE,
  sdnext: SDNEXT,
  sdcpp: SDCPP,
  koboldcpp: KOBOLDCPP,
  unknown: A1111,
}

export const KNOWN_KINDS: readonly KnownKind[] = Object.keys(SERVER_FACTS).filter(
  (kind): kind is KnownKind => kind !== 'unknown',
)
