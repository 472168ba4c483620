import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { CALL_NAMES, callChannel } from '../../shared/channels.ts'
import type { CallName } from '../../shared/contract.ts'
import { DEFAULT_REQUEST } from '../../shared/generation.ts'
import type { Problem } from '../../shared/problem.ts'
import { inWords } from '../../shared/words/say.ts'
import type { CallHandlers } from '../app/handlers.ts'
import { TributaryError } from '../core/failure.ts'
import { registerIpc } from './register.ts'

type Handler = (event: string, request: unknown) => Promise<unknown>

function setUp(overrides: Partial<Record<CallName, (request: never) => Promise<unknown>>> = {}) {
  const channels = new Map<string, Handler>()
  const asked = vi.fn(async (_name: CallName, _request: unknown): Promise<unknown> => ({}))
  const handlers = Object.fromEntries(
    CALL_NAMES.map((name) => [name, overrides[name] ?? ((request: unknown) => asked(name, request))]),
  ) as unknown as CallHandlers
  const logError = vi.fn()
  const unregister = registerIpc<string>({
    ipcMain: {
      handle: (channel, handler) => void channels.set(channel, handler),
      removeHandler: (channel) => void channels.delete(channel),
    },
    handlers,
    isTrustedSender: (event) => event === 'panel',
    logError,
  })
  const invoke = (name: CallName, request: unknown, event = 'panel') => {
    const handler = channels.get(callChannel(name))
    if (!handler) throw new Error(`nothing answers ${name}`)
    return handler(event, request)
  }
  return { channels, asked, logError, unregister, invoke }
}

describe('the calls of the panel', () => {
  it('have a handler each, and none after they are taken back', () => {
    const { channels, unregister } = setUp()
    expect(channels.size).toBe(CALL_NAMES.length)
    unregister()
    expect(channels.size).toBe(0)
  })
  it('answer with the value of the handler, which gets the parsed request with defaults filled in', async () => {
    const { invoke, asked } = setUp()
    asked.mockResolvedValue({ images: [], total: 0 })
    expect(await invoke('listImages', { query: {}, more: 1 })).toEqual({
      ok: true,
      value: { images: [], total: 0 },
    })
    expect(asked).toHaveBeenCalledWith('listImages', {
      query: {
        ...{
          jobId: null,
          worker: null,
          checkpoint: null,
          since: null,
          until: null,
          favourite: false,
          trash: false,
        },
        ...{ after: null, limit: 200 },
      },
    })
  })
  it.each([
    [{ since: 2000, until: 2000 }, 'query.until', 'To is not valid.'],
    [{ since: 0.5 }, 'query.since', 'From must be a whole number.'],
    [{ until: 9e15 }, 'query.until', 'To must be at most 8,640,000,000,000,000.'],
  ])('refuse times that no day has, or that end before they begin', async (query, field, message) => {
    const { invoke, asked } = setUp()
    const answer = await invoke('listImages', { query })
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'bad-request', field } })
    expect(inWords((answer as { problem: Problem }).problem.message)).toBe(message)
    expect(asked).not.toHaveBeenCalled()
  })
  it('take a missing request as an empty one', async () => {
    const { invoke } = setUp()
    expect(await invoke('snapshot', undefined)).toMatchObject({ ok: true })
  })
  it.each([
    [{ ...DEFAULT_REQUEST, images: 0 }, 'request.images', 'Images must be at least 1.'],
    [{ ...DEFAULT_REQUEST, images: 10_001 }, 'request.images', 'Images must be at most 10,000.'],
    [{ ...DEFAULT_REQUEST, width: 513 }, 'request.width', 'Width must be a multiple of 8 px.'],
  ])('name the field that is wrong, in a sentence', async (request, field, message) => {
    const { invoke, asked } = setUp()
    const answer = await invoke('submitJob', { request })
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'bad-request', field } })
    expect(inWords((answer as { problem: Problem }).problem.message)).toBe(message)
    expect(asked).not.toHaveBeenCalled()
  })
  it('turn a typed error into its problem, without a log entry', async () => {
    const full = new TributaryError('storage-full', 'The disk is full.', 'Make room.')
    const { invoke, logError } = setUp({ openOutputFolder: () => Promise.reject(full) })
    expect(await invoke('openOutputFolder', {})).toEqual({ ok: false, problem: full.toProblem() })
    expect(logError).not.toHaveBeenCalled()
  })
  it('turn what nobody foresaw into an internal problem, and log it', async () => {
    const bug = new TypeError('x is not a function')
    const { invoke, logError } = setUp({
      snapshot: () => {
        throw bug
      },
    })
    expect(await invoke('snapshot', {})).toMatchObject({ ok: false, problem: { kind: 'internal' } })
    expect(logError).toHaveBeenCalledWith('call snapshot failed', bug)
  })
  it('refuse a sender that is not the panel before anything is read', async () => {
    const { invoke, asked } = setUp()
    expect(await invoke('snapshot', {}, 'elsewhere')).toMatchObject({
      ok: false,
      problem: { kind: 'bad-request' },
    })
    expect(asked).not.toHaveBeenCalled()
  })
  it('never throw, whatever the panel sends', async () => {
    const { invoke } = setUp()
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CALL_NAMES),
        fc.anything({
          withDate: true,
          withMap: true,
          withTypedArray: true,
          withBigInt: true,
          withNullPrototype: true,
        }),
        async (name, garbage) => {
          const answer = (await invoke(name, garbage)) as { ok: boolean; problem?: { kind: string } }
          expect(answer.ok || answer.problem?.kind === 'bad-request').toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
  it('never throw on a nearly right request with one field replaced by garbage', async () => {
    const { invoke } = setUp()
    const fields = Object.keys(DEFAULT_REQUEST)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fields), fc.jsonValue(), async (field, garbage) => {
        const answer = await invoke('planPreview', { request: { ...DEFAULT_REQUEST, [field]: garbage } })
        expect(answer).toHaveProperty('ok')
      }),
      { numRuns: 300 },
    )
  })
})
