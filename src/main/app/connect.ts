import type { WorkerConfig } from '../../shared/worker.ts'
import { createSdwuiClient, type SdwuiClient } from '../sdwui/client/client.ts'
import { ImageBuffers } from '../sdwui/client/image-buffers.ts'

const buffers = new ImageBuffers()

/** Opens the HTTP client of one worker as its configuration says. Nothing is sent yet. */
export function connectWorker(config: WorkerConfig, password: string | null): SdwuiClient {
  const { url: baseUrl, user, tls } = config
  return createSdwuiClient({ baseUrl, user, password, tls, buffers })
}
