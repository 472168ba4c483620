import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Writes and waits for room; false: the client is gone. */
export async function write(response: ServerResponse, piece: string | Buffer): Promise<boolean> {
  if (response.destroyed || response.socket?.destroyed !== false) return false
  if (response.write(piece)) return true
  await eventOf(response, 'drain')
  return !response.destroyed
}

/** Resolves with that event, or when the connection is gone. */
export function eventOf(response: ServerResponse, event: 'drain' | 'finish' | 'close'): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off(event, done)
      response.off('close', done)
      resolve()
    }
    response.on(event, done)
    response.on('close', done)
  })
}

/** TCP reset instead of a farewell. */
export function resetConnection(response: ServerResponse): void {
  if (response.socket !== null) resetSocket(response.socket)
}

/**
 * Ends a connection with a TCP reset, or without one over TLS and where its farewell is already on the way: libuv refuses to reset
 * such a socket (`uv_tcp_close_reset`, EINVAL), and Node then never closes it, so that its thread can never end.
 */
export function resetSocket(socket: Socket): void {
  if (socket.destroyed) return
  if ('encrypted' in socket || socket.writableEnded) socket.destroy()
  else socket.resetAndDestroy()
}
