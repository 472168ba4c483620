import { StrictEmitter } from './emitter.ts'
import { assertReady } from './runtime-state.ts'
import { onlyKnown } from './strict.ts'

const OPTIONS = ['title', 'body', 'subtitle', 'silent', 'icon', 'urgency', 'timeoutType']

/** Electron's Notification; nobody sees it, the observer reads it. */
export class Notification extends StrictEmitter {
  readonly title: string
  readonly body: string
  readonly silent: boolean
  static isSupported(): boolean {
    return true
  }
  constructor(options: { title?: string; body?: string; silent?: boolean }) {
    super('Notification', ['show', 'click', 'close', 'failed'])
    assertReady('Notification')
    onlyKnown('Notification', options, OPTIONS)
    this.title = options.title ?? ''
    this.body = options.body ?? ''
    this.silent = options.silent ?? false
  }
  show(): void {
    this.emit('show', {})
  }
  close(): void {
    this.emit('close', {})
  }
}
