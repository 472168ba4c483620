import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WorkerId } from '../../shared/ids.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { inWords } from '../../shared/words/say.ts'
import { freshSpeed } from '../core/speed/model.ts'
import type { StoredWorker } from '../core/worker-store.ts'
import { openConfFiles } from './conf-files.ts'
import { createWorkerStore } from './worker-file.ts'

let folder: string
let reports: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-workers-'))
  reports = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const report = (what: Reason) => reports.push(inWords(what))
const open = () => createWorkerStore(openConfFiles(folder, report).workers, report)
const write = (content: unknown) => writeFileSync(join(folder, 'workers.json'), JSON.stringify(content))
const onDisk = () => JSON.parse(readFileSync(join(folder, 'workers.json'), 'utf8')) as { workers: unknown[] }

const benchmark = { ipm: 20, minIpm: 19, maxIpm: 21, at: 5, checkpoint: null, version: '1.10' }
const worker = (name: string): StoredWorker => ({
  config: {
    id: WorkerId.parse(name),
    name,
    url: `http://${name}:7860`,
    lane: 'reserve',
    colour: 3,
    user: 'me',
    tls: { kind: 'insecure' },
    pixelCap: 1_000_000,
    maxBatch: 4,
    checkpointOverride: 'dreamshaper_8',
    saveOnWorker: true,
    syncCommand: 'rsync -a models/ {host}:models/',
    note: 'under the desk',
  },
  speed: {
    ...freshSpeed(),
    benchmark,
    batchGain: { 4: { mean: 0.7, n: 3 } },
    corrections: { '': { mean: 1.1, n: 5 }, 'checkpoint:a.b|Euler a|512': { mean: 0.9, n: 2 } },
    updatedAt: 7,
  },
  history: [benchmark],
})

describe('the stored workers', () => {
  it('come back as they were saved, in their order', () => {
    const workers = [worker('master'), worker('argon'), worker('laptop')]
    open().save(workers)
    expect(open().load()).toEqual(workers)
    expect(reports).toEqual([])
  })

  it('of older versions load: fields that came later take their defaults without a word', () => {
    const { syncCommand: _, ...config } = worker('argon').config
    const { corrections: __, ...speed } = worker('argon').speed
    write({ workers: [{ config, speed }] })
    expect(open().load()).toEqual([
      {
        config: { ...config, syncCommand: '' },
        speed: { ...speed, corrections: {} },
        history: [],
      },
    ])
    expect(reports).toEqual([])
  })

  it('of 2026-11-29, before batches of eight were measured, load with their history and what was learned', () => {
    const file = readFileSync(join(import.meta.dirname, 'fixtures', 'workers-2026-11-29.json'), 'utf8')
    writeFileSync(join(folder, 'workers.json'), file)
    const before = JSON.parse(file) as { workers: StoredWorker[] }
    const loaded = open().load()
    expect(loaded).toEqual(before.workers)
    expect(loaded[0]?.history.map(({ batchIpm }) => batchIpm)).toEqual([undefined, undefined])
    open().save(loaded)
    expect(open().load()).toEqual(before.workers)
    expect(reports).toEqual([])
  })

  it('keep the speeds in batches; a record whose speeds cannot be is left out', () => {
    const { config, speed } = worker('argon')
    const measured = { ...benchmark, batchIpm: { 4: 25, 8: 28.5 } }
    write({
      workers: [
        {
          config,
          speed: { ...speed, benchmark: measured },
          history: [measured, { ...benchmark, batchIpm: { 4: 0 } }, { ...benchmark, batchIpm: { x: 9 } }],
        },
      ],
    })
    const [loaded] = open().load()
    expect(loaded?.speed.benchmark).toEqual(measured)
    expect(loaded?.history).toEqual([measured])
  })

  it('lose only a bad field, to the careful default', () => {
    const { config, speed } = worker('argon')
    write({
      workers: [
        {
          config: { ...config, tls: { kind: 'pinned', fingerprint: 'x' }, maxBatch: 1000 },
          speed: { ...speed, overheadSeconds: 'slow', benchmark: { ipm: 'fast' } },
          history: [benchmark, { ipm: null }, 'x'],
        },
      ],
    })
    const [loaded] = open().load()
    expect(loaded?.config).toEqual({ ...config, tls: { kind: 'verify' }, maxBatch: null })
    expect(loaded?.speed).toEqual({
      ...speed,
      overheadSeconds: freshSpeed().overheadSeconds,
      benchmark: null,
    })
    expect(loaded?.history).toEqual([benchmark])
    expect(reports.map((text) => /argon: (\S+) is not valid/.exec(text)?.[1]).sort()).toEqual([
      'maxBatch',
      'speed.benchmark',
      'speed.overheadSeconds',
      'tls',
    ])
  })

  it('that cannot be read at all are left out and kept in the file', () => {
    const odd = { config: { name: 'who?' }, precious: 1 }
    write({ workers: [odd, worker('argon'), 'scrap'] })
    const store = open()
    const workers = store.load()
    expect(workers.map(({ config }) => config.name)).toEqual(['argon'])
    expect(reports).toHaveLength(2)
    store.save(workers)
    expect(onDisk().workers).toEqual([worker('argon'), odd, 'scrap'])
  })

  it('are not taken for a list when they are none, and nothing is lost', () => {
    write({ workers: { argon: 1 } })
    expect(open().load()).toEqual([])
    expect(JSON.stringify(onDisk())).toContain('{"argon":1}')
    expect(reports).toHaveLength(1)
  })

  it('that another process added stay, those removed here go', () => {
    const app = open()
    app.save([worker('argon'), worker('master')])
    const cli = open()
    cli.save([...cli.load(), worker('laptop')])
    app.save([worker('master')])
    expect(
      open()
        .load()
        .map(({ config }) => config.name),
    ).toEqual(['master', 'laptop'])
  })
})
