import { EventEmitter } from 'node:events'
import { describe, expect, test, vi } from 'vitest'
import { type ClosingProcess, closingSignal } from './closing-signals.ts'
import { EXIT } from './exit-codes.ts'

function fakeProcess() {
  let time = 0
  const emitter = new EventEmitter()
  const [stdout, stderr] = [new EventEmitter(), new EventEmitter()]
  const exit = vi.fn()
  const fake: ClosingProcess = { on: (name, listener) => emitter.on(name, listener), exit, stdout, stderr }
  return {
    exit,
    stdout,
    stderr,
    signal: closingSignal(fake, () => time),
    raise(name: string, atMs: number) {
      time = atMs
      emitter.emit(name)
    },
  }
}

describe('the end of a command', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('is asked for by %s, and forced by a second one', (name) => {
    const { signal, exit, raise } = fakeProcess()
    expect(signal.aborted).toBe(false)
    raise(name, 1000)
    expect(signal.aborted).toBe(true)
    // The same one, raised again.
    raise(name, 1400)
    expect(exit).not.toHaveBeenCalled()
    raise(name, 1600)
    expect(exit).toHaveBeenCalledExactlyOnceWith(EXIT.interrupted)
  })

  test.each(['stdout', 'stderr'] as const)(
    'is asked for when %s is closed, however often it is told',
    (name) => {
      const fake = fakeProcess()
      const broken = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })
      fake[name].emit('error', broken)
      expect(fake.signal.aborted).toBe(true)
      fake[name].emit('error', broken)
      expect(fake.exit).not.toHaveBeenCalled()
    },
  )

  test('of a closed terminal comes as a signal and as an error: one of each forces nothing', () => {
    const { stderr, signal, exit, raise } = fakeProcess()
    raise('SIGHUP', 1000)
    stderr.emit('error', Object.assign(new Error('write EIO'), { code: 'EIO' }))
    expect(signal.aborted).toBe(true)
    expect(exit).not.toHaveBeenCalled()
  })
})
