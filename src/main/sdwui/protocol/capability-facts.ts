import type { Capabilities, ServerKind } from '../../../shared/worker.ts'
import { hasRoute } from './server-facts.ts'
import { SERVER_FACTS } from './server-kinds.ts'

/** What planning and the panel need to know of a kind of server, as facts of the one that is of it. */
export function capabilityFacts(
  kind: ServerKind,
): Pick<
  Capabilities,
  | 'queuesInOrder'
  | 'batches'
  | 'ignores'
  | 'lacks'
  | 'hiresPass'
  | 'imageToImage'
  | 'upscales'
  | 'noneSkipsHires'
  | 'sizes'
  | 'largestSeed'
  | 'ownHashes'
  | 'loadsAhead'
  | 'loadsAtOnce'
  | 'interrupts'
> {
  const facts = SERVER_FACTS[kind]
  const {
    batches,
    ignores,
    hiresPass,
    imageToImage,
    noneSkipsHires,
    sizes,
    largestSeed,
    checkpoint,
    modelChange,
  } = facts
  return {
    ...{ batches, ignores: [...ignores], hiresPass, imageToImage, noneSkipsHires, sizes, largestSeed },
    lacks: [...facts.without, ...(facts.overrides ? [] : (['overrides'] as const))],
    queuesInOrder: facts.queue === 'fifo',
    ownHashes: facts.hashes === 'own',
    loadsAhead: checkpoint === 'options' || checkpoint === 'sdnext',
    loadsAtOnce: modelChange === 'waiting',
    upscales: hasRoute(facts, '/sdapi/v1/extra-single-image'),
    interrupts: hasRoute(facts, '/sdapi/v1/interrupt'),
  }
}
