import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EventName, Snapshot, TributaryApi } from '../../shared/contract.ts'
import { NO_OFFERS } from '../../shared/fleet-offers.ts'
import { DEFAULT_SETTINGS } from '../../shared/settings.ts'
import { plainText } from '../../shared/words/catalogue.ts'
import { jobFixture, T0, workerFixture } from '../testing/fixtures.ts'
import { connectPanel } from './connect.ts'
import { emptyPanel, usePanel } from './panel-store.ts'

const snapshot: Snapshot = {
  appVersion: '1',
  runtime: 'test',
  platform: 'linux',
  timeScale: 6,
  now: T0,
  settings: DEFAULT_SETTINGS,
  outputFolder: '/pictures',
  workers: [workerFixture('laptop')],
  offers: NO_OFFERS,
  queuePaused: false,
  jobs: [jobFixture({ stored: 3 })],
  batches: [],
  images: [],
  deleted: [],
  notices: [],
}

type Answer = Awaited<ReturnType<TributaryApi['snapshot']>>

function setUp() {
  const listeners = new Map<EventName, (payload: unknown) => void>()
  let answer: (answer: Answer) => void = () => {}
  const api = {
    snapshot: () =>
      new Promise<Answer>((resolve) => {
        answer = resolve
      }),
    on: (name: EventName, listener: (payload: unknown) => void) => {
      listeners.set(name, listener)
      return () => void listeners.delete(name)
    },
  }
  vi.stubGlobal('window', { tributary: api })
  // Frames come at once, so that a test need not wait for them.
  vi.stubGlobal('requestAnimationFrame', (fn: () => void) => {
    queueMicrotask(fn)
    return 0
  })
  vi.stubGlobal('cancelAnimationFrame', () => {})
  const disconnect = connectPanel()
  return {
    listeners,
    disconnect,
    emit: (name: EventName, payload: unknown) => listeners.get(name)?.(payload),
    answer: (given: Answer) => answer(given),
  }
}
const settled = () => new Promise((resolve) => setTimeout(resolve))

describe('the connection to the main process', () => {
  beforeEach(() => usePanel.setState(emptyPanel, true))
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it('fills the store from one snapshot and keeps it true with events', async () => {
    const { answer, emit, disconnect } = setUp()
    expect(usePanel.getState().connection.at).toBe('loading')
    answer({ ok: true, value: snapshot })
    await settled()
    expect(usePanel.getState()).toMatchObject({
      connection: { at: 'ready' },
      workerOrder: ['laptop'],
      timeScale: 6,
    })
    emit('workerChanged', workerFixture('argon'))
    await settled()
    expect(usePanel.getState().workerOrder).toEqual(['laptop', 'argon'])
    disconnect()
  })
  it('takes in after the snapshot what happened while it was on its way', async () => {
    const { answer, emit, disconnect } = setUp()
    emit('jobChanged', jobFixture({ stored: 4 }))
    answer({ ok: true, value: snapshot })
    await settled()
    expect(Object.values(usePanel.getState().jobsById)[0]?.stored).toBe(4)
    disconnect()
  })
  it('says what is wrong when there is no snapshot', async () => {
    const { answer, disconnect } = setUp()
    const problem = { kind: 'settings-broken' as const, message: plainText('No.'), remedy: null, field: null }
    answer({ ok: false, problem })
    await settled()
    expect(usePanel.getState().connection).toEqual({ at: 'failed', problem })
    disconnect()
  })
  it('hears nothing more after it was ended', async () => {
    const { answer, listeners, disconnect } = setUp()
    disconnect()
    answer({ ok: true, value: snapshot })
    await settled()
    expect(listeners.size).toBe(0)
    expect(usePanel.getState().connection.at).toBe('loading')
  })
})
