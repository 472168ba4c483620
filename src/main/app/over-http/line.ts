import net, { type AddressInfo } from 'node:net'
import { resetSocket } from '../../sdwui/server/sending.ts'

/** A network line to a server on this machine that can be cut: connections are reset and new ones too, while the server runs on. */
export class Line implements AsyncDisposable {
  readonly #listener: net.Server
  readonly #sockets = new Set<net.Socket>()
  #isCut = false

  private constructor(port: number) {
    this.#listener = net.createServer((near) => {
      this.#keep(near)
      if (this.#isCut) return void near.resetAndDestroy()
      const far = net.connect(port, '127.0.0.1')
      this.#keep(far)
      near.pipe(far).pipe(near)
      near.once('close', () => far.destroy())
      far.once('close', () => near.destroy())
    })
  }

  /** Resolves when it can be used. */
  static async to(port: number): Promise<Line> {
    const line = new Line(port)
    await new Promise<void>((resolve) => line.#listener.listen(0, '127.0.0.1', resolve))
    return line
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#listener.address() as AddressInfo).port}`
  }

  cut(): void {
    this.#isCut = true
    for (const socket of this.#sockets) resetSocket(socket)
  }

  mend(): void {
    this.#isCut = false
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.#listener.close(resolve))
  }

  #keep(socket: net.Socket): void {
    this.#sockets.add(socket)
    // A broken line is what this is for.
    socket.on('error', () => undefined)
    socket.once('close', () => this.#sockets.delete(socket))
  }
}
