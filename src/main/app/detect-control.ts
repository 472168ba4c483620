import type { ControlDetection, DetectedMap } from '../../shared/control-detection.ts'
import { controlListOf } from '../../shared/names/control-models.ts'
import { reason } from '../../shared/words/catalogue.ts'
import { TributaryError } from '../core/failure.ts'
import { isListed } from '../core/planning/listed.ts'
import type { FleetPort, FleetWorker } from '../core/ports.ts'
import type { Inputs } from '../gallery/inputs/inputs.ts'

interface Parts {
  readonly fleet: Pick<FleetPort, 'workers'>
  readonly inputs: Pick<Inputs, 'addBytes'>
  /** aborted when the app stops */
  readonly stopped: AbortSignal
}

/** Previews of preprocessors that the panel asked for, each under its token. */
export class ControlDetections {
  readonly #parts: Parts
  readonly #running = new Map<string, AbortController>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * Asks a machine that has the preprocessor, one without work where there is any, and stores what it found as an input. Another under the
   * same token is called off first. Rejects `not-found` where nobody has it, `not-now` where none of them can be asked, and with what
   * the machine answered.
   */
  async run(token: string, asked: ControlDetection): Promise<DetectedMap> {
    this.cancel(token)
    const worker = this.#workerFor(asked.module)
    const wanted = new AbortController()
    this.#running.set(token, wanted)
    try {
      const signal = AbortSignal.any([wanted.signal, this.#parts.stopped])
      const bytes = await worker.detect(asked, signal)
      const added = await this.#parts.inputs.addBytes(Buffer.from(bytes), `${asked.module}.png`, 'picture')
      return { picture: added.picture, workerName: worker.name }
    } finally {
      if (this.#running.get(token) === wanted) this.#running.delete(token)
    }
  }

  cancel(token: string): void {
    this.#running.get(token)?.abort()
    this.#running.delete(token)
  }

  #workerFor(module: string) {
    const having = this.#parts.fleet
      .workers()
      .filter(
        ({ lane, capabilities }) =>
          lane !== 'off' && capabilities !== null && has(capabilities, module) === true,
      )
    if (having.length === 0)
      throw new TributaryError('not-found', reason('control.detect.nobody', { module }))
    const [first] = having.filter(({ available }) => available).sort((one, other) => load(one) - load(other))
    const detect = first?.port.detect
    if (first === undefined || detect === undefined)
      throw new TributaryError('not-now', reason('control.detect.not-now', { module }))
    return { name: first.name, detect: detect.bind(first.port) }
  }
}

const has = (capabilities: NonNullable<FleetWorker['capabilities']>, module: string) =>
  isListed(controlListOf(capabilities, 'controlModules'), module)

/** ms until it has no work of its own or of others, roughly; a machine in reserve comes last. */
const load = ({ busyElsewhereMs, joinsInMs = 0, lane }: FleetWorker): number =>
  busyElsewhereMs + joinsInMs + (lane === 'reserve' ? 60_000 : 0)
