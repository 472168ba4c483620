import type { SimulatedWorkerOptions } from '../../src/main/simulator/options.ts'
import { type SimulatedWorker, startSimulatedWorker } from '../../src/main/simulator/simulated-worker.ts'

/** Simulated machines of one spec, stopped together. */
export class Machines {
  readonly #started: SimulatedWorker[] = []
  readonly #timeScale: number

  /** `timeScale`: how many times faster than their names say they work; the app's should be the same */
  constructor(timeScale = 1) {
    this.#timeScale = timeScale
  }

  async start(options: SimulatedWorkerOptions = {}): Promise<SimulatedWorker> {
    const worker = await startSimulatedWorker({ timeScale: this.#timeScale, ...options })
    this.#started.push(worker)
    return worker
  }

  async stop(): Promise<void> {
    await Promise.all(this.#started.map((worker) => worker.stop()))
  }
}

/** How many pictures were ordered of a machine so far, in requests. */
export const orders = (worker: SimulatedWorker): number =>
  worker.calls().filter(({ path }) => path.startsWith('/sdapi/v1/txt2img')).length

/** What machines started with `keepBodies` were asked to generate, in the order in which each was asked. */
export const generationBodies = (
  workers: readonly Pick<SimulatedWorker, 'calls'>[],
): Readonly<Record<string, unknown>>[] =>
  workers
    .flatMap((worker) => worker.calls())
    .filter(({ path, body }) => /^\/sdapi\/v1\/(txt|img)2img/.test(path) && body !== null)
    .map(({ body }) => JSON.parse(String(body)) as Readonly<Record<string, unknown>>)
