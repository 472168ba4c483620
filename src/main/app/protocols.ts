import type { ProbeReport, WorkerConfig } from '../../shared/worker.ts'
import type { InputReader } from '../core/ports.ts'
import type { WorkerConnection } from '../fleet/worker-connection.ts'
import { createSdwuiClient } from '../sdwui/client/client.ts'
import { ImageBuffers } from '../sdwui/client/image-buffers.ts'

type Connect = (config: WorkerConfig, password: string | null) => WorkerConnection

/** A language that servers speak, and the client for it. */
export interface ServerProtocol {
  /** as WorkerConfig.protocol names it */
  readonly id: string
  /** Opens the client of one worker. Nothing is sent yet. */
  readonly connect: Connect
  /** Whether a server at this address speaks it; keeps no connection. Never throws for what the server or the network does. */
  probe(
    config: WorkerConfig,
    password: string | null,
    signal: AbortSignal,
    wish?: 'with-device',
  ): Promise<ProbeReport>
}

const buffers = new ImageBuffers()

/** The protocols that workers may speak. A worker that names none speaks the first. `inputs`: where pictures of requests are. */
export const protocolsOver = (inputs: InputReader): readonly ServerProtocol[] => [
  protocol('sdwui', ({ url: baseUrl, user, tls }, password) =>
    createSdwuiClient({ baseUrl, user, password, tls, buffers, inputs }),
  ),
]

/** A protocol whose client looks at addresses itself. */
export function protocol(id: string, connect: Connect): ServerProtocol {
  return {
    id,
    connect,
    async probe(config, password, signal, wish) {
      const connection = connect(config, password)
      try {
        return await connection.probe(signal, wish)
      } finally {
        connection.close()
      }
    },
  }
}
