import { relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CALL_NAMES, callChannel } from '../../../shared/channels.ts'
import type { CallName, CallResult } from '../../../shared/contract.ts'
import { DEFAULT_REQUEST } from '../../../shared/generation.ts'
import { Problem } from '../../../shared/problem.ts'
import { inWords } from '../../../shared/words/say.ts'
import { registerIpc } from '../../ipc/register.ts'
import type { ShellHandlers } from '../handlers.ts'
import { HttpBench } from './bench.ts'

const SHELL: ShellHandlers = {
  chooseOutputFolder: async () => ({ folder: null }),
  revealImage: async () => ({}),
  openWorkerPage: async () => ({}),
  openOutputFolder: async () => ({}),
  openWildcardFolder: async () => ({}),
  saveExport: async () => ({ file: null }),
  copyImage: async () => ({}),
  saveImageAs: async () => ({ file: null }),
  saveImageCopies: async () => ({ folder: null, count: 0 }),
  saveSheet: async () => ({ file: null, scale: 1 }),
  dragImages: async () => ({}),
  saveSettingsExport: async () => ({ file: null }),
}

const LONG = 'x'.repeat(3_000_000)
function nested(levels: number): unknown {
  let value: unknown = 'end'
  for (let level = 0; level < levels; level++) value = { request: value, input: value }
  return value
}
const cyclic: Record<string, unknown> = {}
cyclic.request = cyclic

/** What no honest panel sends: none of it has the shape of any request. */
const SHAPELESS: readonly (readonly [string, unknown])[] = [
  ['a number', 7],
  ['a text', 'text'],
  ['a list', []],
  ['a map', new Map([['request', 1]])],
  ['bytes', new Uint8Array(1024)],
  ['a function', () => undefined],
  ['a large integer', 10n ** 30n],
  ['not a number', Number.NaN],
  ['a request that is null', { request: null }],
  ['a text without end', { request: LONG, input: LONG, source: { name: null, text: LONG } }],
  ['a key without end', { [LONG]: 1 }],
  ['a list without end', { workerIds: Array.from({ length: 60_000 }, () => 'a') }],
  ['nested without end', nested(5000)],
  ['a ring', cyclic],
  [
    'a prototype',
    JSON.parse('{"__proto__": {"request": {}}, "constructor": {"prototype": {"polluted": true}}}'),
  ],
  [
    'wrong types',
    { workerId: {}, jobId: 7, imageId: [], input: 'x', patch: 5, query: 'all', scope: 'world' },
  ],
  ['empty names', { workerId: '', jobId: '', imageId: '', checkpoint: '', format: '', token: null }],
  ['names without end', { workerId: 'w'.repeat(65), jobId: 'j'.repeat(65), imageId: 'i'.repeat(65) }],
]

/** Names no machine, job or picture has, two of them with a meaning elsewhere. */
const NOBODY = [
  'nobody',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  "'; DROP TABLE images; --",
  '\u0000',
]

/** Requests of the right shape about what there is not, or with what must not be taken at its word. */
function wellFormed(id: string): Partial<Record<CallName, unknown>> {
  const input = { name: id === '\u0000' ? 'nul' : id, url: 'http://127.0.0.1:9' }
  return {
    cancelJob: { jobId: id },
    pauseJob: { jobId: id },
    resumeJob: { jobId: id },
    moveJob: { jobId: id, before: id },
    pauseJobs: { jobIds: [id, id] },
    resumeJobs: { jobIds: [id] },
    resumeQueue: { except: [id, id] },
    listHistory: { text: id },
    pastJob: { jobId: id },
    clearHistory: { jobIds: [id] },
    restoreHistory: { token: Number.MAX_SAFE_INTEGER },
    updateWorker: { workerId: id, input },
    removeWorker: { workerId: id },
    restoreWorker: { workerId: id },
    moveWorker: { workerId: id, lane: 'reserve', position: Number.MAX_SAFE_INTEGER },
    refreshWorker: { workerId: id },
    startBenchmark: { workerIds: [id, id] },
    cancelBenchmark: { workerIds: [id] },
    refreshModels: { workerIds: [id] },
    workerDetails: { workerId: id },
    listImages: { query: { jobId: id, after: id, text: `${id}" OR * NEAR(`, limit: 500 } },
    applyImport: { token: id, keys: [-1, 2 ** 52], settings: true },
    previewImport: { source: { name: id, text: `{"${id}": [[[[` } },
    loadCheckpointEverywhere: { checkpoint: id },
    interruptWorker: { workerId: id },
    unloadCheckpoint: { workerId: id },
    restartWorker: { workerId: id },
    runSync: { workerId: id },
    cancelSync: { workerId: id },
    updateSettings: { patch: { fileTemplate: `../../${id}/{nothing}` } },
  }
}
/** Calls that have to answer "there is no such thing": silence would be taken for success. */
const MUST_REFUSE: readonly CallName[] = [
  'cancelJob',
  'pauseJob',
  'resumeJob',
  'updateWorker',
  'removeWorker',
  'restoreWorker',
  'moveWorker',
  'refreshWorker',
  'workerDetails',
  'applyImport',
  'interruptWorker',
  'unloadCheckpoint',
  'restartWorker',
  'runSync',
]

const ADDRESSES = [
  'javascript:alert(1)',
  'file:///etc/passwd',
  'data:text/html,x',
  'http://',
  'http://[::1',
  'http://127.0.0.1:99999',
  'http://127.0.0.1:0',
  '\u0000',
  'http://a b',
  'http://user\u0007:pass@127.0.0.1:9',
  `http://127.0.0.1/${'a'.repeat(2000)}`,
]

let bench: HttpBench
const logged: string[] = []
const channels = new Map<string, (event: 'panel', request: unknown) => Promise<unknown>>()

beforeAll(async () => {
  bench = await HttpBench.open()
  await bench.add('one')
  registerIpc<'panel'>({
    ipcMain: {
      handle: (channel, handler) => void channels.set(channel, handler),
      removeHandler: (channel) => void channels.delete(channel),
    },
    handlers: { ...bench.app.handlers, ...SHELL },
    isTrustedSender: () => true,
    logError: (what, error) => logged.push(`${what}: ${error}`),
  })
})
afterAll(() => bench[Symbol.asyncDispose]())

async function invoke(name: CallName, request: unknown): Promise<CallResult<CallName>> {
  const answer = channels.get(callChannel(name))?.('panel', request)
  return (await bench.within(answer ?? Promise.resolve(null), name)) as CallResult<CallName>
}

/** A refusal the panel can show: of a kind it knows, in words, about something somebody did. */
function expectProblem(answer: CallResult<CallName>, what: string): void {
  expect(answer, what).toMatchObject({ ok: false })
  if (answer.ok) return
  expect(Problem.safeParse(answer.problem).success, what).toBe(true)
  expect(answer.problem.kind, what).not.toBe('internal')
  expect(inWords(answer.problem.message).length, what).toBeGreaterThan(10)
  expect(inWords(answer.problem.message).length, what).toBeLessThan(1000)
}

describe('every call', () => {
  it.each(SHAPELESS)('refuses %s', async (what, request) => {
    for (const name of CALL_NAMES) expectProblem(await invoke(name, request), `${name} with ${what}`)
    expect(logged).toEqual([])
    expect({}).not.toHaveProperty('polluted')
  })

  it.each(NOBODY)('says so when it is asked about %j, which there is not', async (id) => {
    for (const [name, request] of Object.entries(wellFormed(id)) as [CallName, unknown][]) {
      const answer = await invoke(name, request)
      if (MUST_REFUSE.includes(name) || !answer.ok) expectProblem(answer, `${name} about ${id}`)
    }
    expect(logged).toEqual([])
  })
})

describe('calls that take', () => {
  it.each(ADDRESSES)('an address refuse %.40j', async (url) => {
    expectProblem(await invoke('addWorker', { input: { name: 'bad', url } }), url)
    const answer = await invoke('updateWorker', { workerId: bench.id('one'), input: { url } })
    expectProblem(answer, url)
    const probe = await invoke('probeAddress', { input: { url }, workerId: null })
    if (!probe.ok) expectProblem(probe, url)
    expect(bench.app.fleet.views().map(({ config }) => config.name)).toEqual(['one'])
    expect(logged).toEqual([])
  })

  it.each([
    ['images', 1e9],
    ['images', 1.5],
    ['images', Number.POSITIVE_INFINITY],
    ['seed', -2],
    ['seed', 2 ** 53],
    ['width', 2 ** 20],
    ['steps', Number.NaN],
    ['cfgScale', -Number.MAX_VALUE],
    ['prompt', 'p'.repeat(200_000)],
    ['checkpoint', ''],
    ['hires', { scale: 1e308, upscaler: 'x', steps: 0, denoisingStrength: 0 }],
    ['mode', 'all'],
  ])('a job refuse %s: %.20j, and name the field', async (field, value) => {
    for (const name of ['submitJob', 'planPreview'] as const) {
      const answer = await invoke(name, { request: { ...DEFAULT_REQUEST, [field]: value } })
      expectProblem(answer, field)
      if (!answer.ok) expect(answer.problem.field).toMatch(new RegExp(`^request\\.${field}`))
    }
    expect(bench.app.dispatcher.jobs()).toEqual([])
  })
})

it.each([
  '../../{seed}.{ext}',
  '/{seed}.{ext}',
  '{prompt}/../../../{seed}',
  '\u0000{seed}',
  'C:\\{seed}.{ext}',
])(
  'a template of file names like %j leads to no file outside the folder of the pictures',
  async (fileTemplate) => {
    const answer = await invoke('updateSettings', { patch: { fileTemplate } })
    if (!answer.ok) return expectProblem(answer, fileTemplate)
    const job = await bench.submit(1, { prompt: '../../../../tmp/x\u0000|con', seed: 77 })
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: 1 })
    const path = await bench.app.imagePath(bench.pictures(done)[0]?.id ?? '')
    const folder = bench.app.outputFolder()
    expect(path === null ? '' : relative(folder, path)).toMatch(/^(?!\.\.|\/).+\.png$/)
  },
)

it('after all of it the app makes images as before', async () => {
  expect((await invoke('updateSettings', { patch: { fileTemplate: '{job}-{index}.{ext}' } })).ok).toBe(true)
  expect((await invoke('snapshot', undefined)).ok).toBe(true)
  const done = await bench.done(await bench.submit(4))
  expect(done).toMatchObject({ state: 'finished', stored: 4 })
})
