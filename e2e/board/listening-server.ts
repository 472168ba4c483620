import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A plain web server of this machine that counts who calls. */
export interface ListeningServer {
  readonly url: string
  readonly port: number
  /** connections since it was started */
  readonly connections: number
  stop(): Promise<void>
}

/** Listens on a free port of 127.0.0.1; answers with a web page that is no sdwui unless told otherwise. */
export async function startListening(
  answer: RequestListener = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><h1>It works!</h1>')
  },
): Promise<ListeningServer> {
  let connections = 0
  const open = new Set<Socket>()
  const server = createServer(answer)
  server.on('connection', (socket) => {
    connections++
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    get connections() {
      return connections
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}
