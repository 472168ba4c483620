import { createConnection } from 'node:net'

/** Whether something listens there: opens a TCP connection and closes it again, without a byte sent. Never rejects. */
export type Connectable = (
  host: string,
  port: number,
  timeoutMs: number,
  signal: AbortSignal,
) => Promise<boolean>

export const tcpConnectable: Connectable = (host, port, timeoutMs, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve(false)
      return
    }
    const socket = createConnection({ host: host.replace(/^\[|\]$/g, ''), port })
    const settle = (open: boolean) => {
      signal.removeEventListener('abort', onAbort)
      socket.destroy()
      resolve(open)
    }
    const onAbort = () => settle(false)
    signal.addEventListener('abort', onAbort, { once: true })
    socket.setTimeout(timeoutMs, () => settle(false))
    socket.once('connect', () => settle(true))
    // Refused, unreachable, forbidden: nobody to talk to there, whatever the reason.
    socket.on('error', () => settle(false))
  })
