import { parentPort } from 'node:worker_threads'
import { type ImageHeader, readImageHeader } from '../../sdwui/protocol/image-header.ts'

/** What the thread is asked: the bytes of a file, or of its beginning. */
export interface HeaderQuestion {
  readonly id: number
  readonly bytes: Uint8Array
}

export interface HeaderAnswer {
  readonly id: number
  readonly header: ImageHeader | null
}

/** Entry of the thread that reads what picture files say about themselves. */
parentPort?.on('message', ({ id, bytes }: HeaderQuestion) => {
  const header = readImageHeader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  parentPort?.postMessage({ id, header } satisfies HeaderAnswer)
})
