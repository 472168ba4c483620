import type { TaskId } from '../../../shared/ids.ts'
import type { TlsPolicy } from '../../../shared/worker.ts'
import type { BatchAnswer, BatchRequest, GenerationParams, RawImage } from '../../core/generation.ts'
import { defaultParams } from '../../core/runs/base-params.ts'
import { createSdwuiClient, type SdwuiClient, type SdwuiClientOptions } from '../../sdwui/client/client.ts'
import type { SimulatedWorkerOptions } from '../options.ts'
import { type SimulatedWorker, startSimulatedWorker } from '../simulated-worker.ts'

/** Machines and clients of one test; everything ends with `close`. */
export class Bench {
  readonly #workers: SimulatedWorker[] = []
  readonly #clients: SdwuiClient[] = []

  /** A quick simulated machine. */
  async worker(options: SimulatedWorkerOptions = {}): Promise<SimulatedWorker> {
    const worker = await startSimulatedWorker({ ipm: 60, timeScale: 60, loadSeconds: 1, ...options })
    this.#workers.push(worker)
    return worker
  }

  client(baseUrl: string, options: Partial<SdwuiClientOptions> = {}): SdwuiClient {
    const tls: TlsPolicy = { kind: 'verify' }
    const client = createSdwuiClient({ baseUrl, user: null, password: null, tls, ...options })
    this.#clients.push(client)
    return client
  }

  async pair(
    options: SimulatedWorkerOptions = {},
    clientOptions: Partial<SdwuiClientOptions> = {},
  ): Promise<{ worker: SimulatedWorker; client: SdwuiClient }> {
    const worker = await this.worker(options)
    return { worker, client: this.client(worker.url, clientOptions) }
  }

  async close(): Promise<void> {
    for (const client of this.#clients.splice(0)) client.close()
    await Promise.all(this.#workers.splice(0).map((worker) => worker.stop()))
  }
}

export const PARAMS: GenerationParams = {
  ...defaultParams(100),
  ...{ prompt: 'a valley', subseed: 50, width: 64, height: 64 },
}

/** A batch of `count` images from index 0. */
export function batch(
  count: number,
  more: Partial<BatchRequest> = {},
  params: Partial<GenerationParams> = {},
): BatchRequest {
  return {
    ...{
      taskId: `tributary-${crypto.randomUUID()}` as TaskId,
      params: { ...PARAMS, ...params },
      firstIndex: 0 as never,
    },
    ...{ count, seed: 100, subseed: 50, checkpoint: null, saveOnWorker: false },
    ...more,
  }
}

export const never = new AbortController().signal

/** Sends a batch and keeps what comes. */
export async function collect(
  client: SdwuiClient,
  request: BatchRequest,
  signal: AbortSignal = never,
): Promise<{ images: RawImage[]; answer: BatchAnswer | null; error: unknown }> {
  const images: RawImage[] = []
  try {
    const answer = await client.generate(
      request,
      async (image) => {
        // Its bytes are good only until this resolves.
        images.push({ ...image, bytes: Buffer.from(image.bytes) })
      },
      signal,
    )
    return { images, answer, error: null }
  } catch (error) {
    return { images, answer: null, error }
  }
}

const LONGEST_LOOK_MS = 15_000

/** Looks, turn by turn of the event loop, until there is something to see. Rejects when that takes too long. */
export async function until<T>(look: () => Promise<T | null> | T | null): Promise<T> {
  const deadline = performance.now() + LONGEST_LOOK_MS
  while (performance.now() < deadline) {
    const found = await look()
    if (found !== null) return found
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  throw new Error('it never came to that')
}
