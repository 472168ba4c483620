import type { Capabilities } from '../../../../shared/worker.ts'

/** A server that lists nothing. */
export const CAPABILITIES: Capabilities = {
  kind: 'a1111',
  version: 'v1.10.1',
  checkpoints: null,
  samplers: null,
  schedulers: null,
  upscalers: null,
  vaes: null,
  loras: null,
  loadedCheckpoint: null,
  queuesInOrder: true,
  taskIds: true,
  batches: true,
  openToAll: false,
}
