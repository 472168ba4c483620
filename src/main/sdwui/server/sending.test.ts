import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { resetSocket } from './sending.ts'

describe('resetSocket', () => {
  let server: ReturnType<typeof createServer>
  let client: Socket
  afterEach(() => {
    client.destroy()
    server.close()
  })

  async function accepted(): Promise<Socket> {
    server = createServer({ allowHalfOpen: true })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    client = connect((server.address() as AddressInfo).port, '127.0.0.1')
    const [socket] = (await once(server, 'connection')) as [Socket]
    return socket
  }

  it('resets a connection: the other end sees ECONNRESET', async () => {
    const socket = await accepted()
    client.resume()
    const failed = once(client, 'error')
    const closed = once(socket, 'close')
    resetSocket(socket)
    await closed
    expect((await failed)[0]).toMatchObject({ code: 'ECONNRESET' })
  })

  it('closes one whose farewell is on the way, without an error', async () => {
    const socket = await accepted()
    const errors: Error[] = []
    socket.on('error', (error) => errors.push(error))
    const closed = once(socket, 'close')
    socket.end()
    resetSocket(socket)
    await closed
    expect(errors).toEqual([])
    // The connection is gone on this side too: the server has none left to wait for.
    await new Promise((resolve) => server.close(resolve))
  })

  it('leaves one alone that is closed already', async () => {
    const socket = await accepted()
    socket.destroy()
    resetSocket(socket)
    await once(socket, 'close')
    expect(socket.destroyed).toBe(true)
  })
})
