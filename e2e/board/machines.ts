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

/** The same, but for what machines are measured with, each without the name of its task. */
export const jobBodies = (
  workers: readonly Pick<SimulatedWorker, 'calls'>[],
): Readonly<Record<string, unknown>>[] =>
  generationBodies(workers).flatMap(({ force_task_id: task, ...body }) =>
    String(task).startsWith('tributary-benchmark-') ? [] : [body],
  )

/** All that a machine is told of one image of a form as it begins, but its seeds. */
export const PLAIN_BODY = {
  ...{ negative_prompt: '', steps: 20, cfg_scale: 7, width: 512, height: 512, subseed_strength: 0 },
  ...{ sampler_name: 'Euler a', batch_size: 1, n_iter: 1, send_images: true, save_images: false },
  override_settings: { sd_vae: 'Automatic', CLIP_stop_at_last_layers: 1 },
  override_settings_restore_afterwards: true,
} as const
