import type { WorkerConfig } from '../shared/worker.ts'
import { createSdwuiClient, type SdwuiClient } from './sdapi/client.ts'

/** Opens the HTTP client of one worker as its configuration says. Nothing is sent yet. */
export function connectWorker(config: WorkerConfig, password: string | null): SdwuiClient {
  return createSdwuiClient({ baseUrl: config.url, user: config.user, password, tls: config.tls })
}
