/** The part of an IPC event that handlers look at. */
export interface IpcEvent {
  readonly sender: unknown
  readonly senderFrame: { readonly url: string; readonly parent: null } | null
}
type Handler = (event: IpcEvent, ...args: unknown[]) => unknown

/** Electron's `ipcMain`: one handler per channel, listeners for one-way messages. */
export class IpcMain {
  private readonly handlers = new Map<string, Handler>()
  private readonly listeners = new Map<string, Set<Handler>>()

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.handlers.set(channel, handler)
  }
  removeHandler(channel: string): void {
    this.handlers.delete(channel)
  }
  on(channel: string, listener: Handler): this {
    const all = this.listeners.get(channel) ?? new Set()
    all.add(listener)
    this.listeners.set(channel, all)
    return this
  }
  removeListener(channel: string, listener: Handler): this {
    this.listeners.get(channel)?.delete(listener)
    return this
  }

  /** Runs the handler of an `invoke`; rejects with the words Electron uses. */
  async _invoke(channel: string, event: IpcEvent, args: unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel)
    if (!handler)
      throw new Error(
        `Error invoking remote method '${channel}': Error: No handler registered for '${channel}'`,
      )
    try {
      return await handler(event, ...args)
    } catch (error) {
      throw new Error(`Error invoking remote method '${channel}': ${String(error)}`)
    }
  }
  _send(channel: string, event: IpcEvent, args: unknown[]): void {
    for (const listener of this.listeners.get(channel) ?? []) listener(event, ...args)
  }
}
