import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../shared/limits.ts'
import { ImportPreview } from '../../../shared/transfer.ts'
import { told } from '../../testing/told.ts'
import { speedFromFile } from './stated-worker.ts'
import { type TransferWorld, transferWorld } from './testing/transfer-world.ts'

const fixture = (name: string) => ({
  name,
  text: readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8'),
})
const pasted = (text: string) => ({ name: null, text })
const v2 = (...workers: object[]) => pasted(JSON.stringify({ workers }))
const lines = (preview: ImportPreview) =>
  preview.entries.map((entry) =>
    [entry.action, entry.name, entry.url, ...entry.details, entry.reason]
      .filter((part) => part !== null && part !== '')
      .map((part) => told(part))
      .join(' | '),
  )
const everything = (preview: ImportPreview) =>
  preview.entries.filter(({ action }) => action !== 'skip').map(({ key }) => key)
const applied = async (world: TransferWorld, preview: ImportPreview, settings = false) =>
  world.transfer.apply(preview.token, everything(preview), settings)

describe('a preview', () => {
  it('says what a configuration of the extension brings, and changes nothing', () => {
    const world = transferWorld()
    const preview = ImportPreview.parse(world.transfer.preview(fixture('distributed-config.json')))
    expect(lines(preview)).toEqual([
      'add | master | http://127.0.0.1:7860 | speed: 15.1 images per minute | 0.0.0.0 means every address of a machine: read as this machine',
      'add | laptop | http://192.168.1.3:7860 | speed: 19.9 images per minute',
      'add | argon | http://fake.local:7860 | speed: 5.0 images per minute | pixel cap: 524288',
      'add | studio | https://studio.example | user name: ada',
      'add | attic | http://192.168.1.9:7861 | speed: 2.5 images per minute | lane: off',
    ])
    expect(preview.entries.map(({ hasPassword }) => hasPassword)).toEqual([false, false, false, true, false])
    expect(told(preview.settings)).toEqual([
      { label: 'Job time-out', from: '3 s', to: '6 s' },
      { label: 'Images beyond the number asked for', from: 'none', to: 'as many as fit' },
    ])
    expect(JSON.stringify(preview)).not.toContain('correct horse')
    expect(world.calls).toEqual([])
  })

  it('tells what differs of a worker that is there, however its address is written', () => {
    const world = transferWorld()
    world.add({ name: 'box', url: 'http://localhost:7860', lane: 'off', pixelCap: 100 })
    world.add({ name: 'far', url: 'http://Far.Example:80/sd', lane: 'reserve', note: 'mine' })
    const preview = world.transfer.preview(
      v2(
        { master: { address: '0.0.0.0', port: 7860, state: 1, pixel_cap: -1, user: 'ada', password: 'x1' } },
        { far: { address: 'far.example/sd', port: 80, state: 4, user: null, password: null } },
      ),
    )
    expect(lines(preview)).toEqual([
      'change | box | http://localhost:7860 | name: box → master | lane: off → active | pixel cap: 100 → none | user name: none → ada | password: none → the one given here',
      'skip | far | http://far.example/sd | already there, no differences',
    ])
  })

  it('numbers names that are taken and passes over addresses that came before', () => {
    const world = transferWorld()
    world.add({ name: 'Laptop', url: 'http://h0:7860' })
    const preview = world.transfer.preview(
      pasted('laptop:h1:7860 laptop:h2:7860 other:h1:7860 http://127.0.0.1:7860 http://[::1]:7860'),
    )
    expect(lines(preview)).toEqual([
      'add | laptop 2 | http://h1:7860 | named laptop 2, because laptop already exists',
      'add | laptop 3 | http://h2:7860 | named laptop 3, because laptop already exists',
      'skip | other | http://h1:7860 | the same address as laptop above',
      'add | 127.0.0.1 | http://127.0.0.1:7860',
      'skip | ::1 | http://[::1]:7860 | the same address as 127.0.0.1 above',
    ])
  })

  it('makes names fit to be names', () => {
    const world = transferWorld()
    const preview = world.transfer.preview(
      v2(
        { ' a\n\u0000b\u202e ': { address: 'h1' } },
        { ['x'.repeat(500)]: { address: 'h2' } },
        { '\u0007': { address: 'h3' } },
        { [`${'y'.repeat(79)}😀`]: { address: 'h4' } },
      ),
    )
    expect(preview.entries.map(({ name }) => name)).toEqual(['a b', 'x'.repeat(80), 'h3', 'y'.repeat(79)])
  })

  it('keeps what was measured here against what a file says, but takes a speed where there is none', () => {
    const world = transferWorld()
    world.add(
      { name: 'laptop', url: 'http://a:1' },
      { benchmark: { ...speedFromFile(21), at: 1_700_000_000_000 } },
    )
    world.add({ name: 'argon', url: 'http://b:1' })
    world.add({ name: 'master', url: 'http://c:1' }, { benchmark: speedFromFile(9) })
    expect(lines(world.transfer.preview(fixture('workers.json')))).toEqual([
      'change | master | http://c:1 | speed: 9.0 images per minute → 15.1 images per minute | recognised by its name: the file does not give its address; it is the machine the extension ran on',
      'skip | laptop | http://a:1 | its speed was measured here already',
      'change | argon | http://b:1 | speed: not measured → 5.0 images per minute | recognised by its name: the file does not give its address',
    ])
  })

  it('leaves out what there is no room for', () => {
    const world = transferWorld()
    for (let at = 0; at < LIMITS.workers - 1; at++) world.add({ name: `w${at}`, url: `http://h${at}:1` })
    expect(lines(world.transfer.preview(pasted('http://new1:1 http://new2:1 http://h0:1')))).toEqual([
      'add | new1:1 | http://new1:1',
      'skip | new2:1 | http://new2:1 | there can be at most 200 machines',
      'skip | w0 | http://h0:1 | already there, no differences',
    ])
  })

  it('does not touch a simulated worker', () => {
    const world = transferWorld()
    world.add({ name: 'demo', url: 'http://127.0.0.1:9000' })
    const [demo] = world.workers
    if (demo !== undefined) world.workers[0] = { ...demo, simulated: true }
    expect(lines(world.transfer.preview(pasted('x:localhost:9000')))).toEqual([
      'skip | demo | http://127.0.0.1:9000 | there is already a simulated machine at this address',
    ])
    expect(world.transfer.export('tributary', false).text).not.toContain('demo')
  })

  it('shows a sync command whole and warns of it, as of a certificate that would not be checked', () => {
    const world = transferWorld()
    const command = `rsync ${'--exclude=x '.repeat(100)}models/ {host}:models/`
    const worker = { name: 'a', url: 'https://h', syncCommand: command, tls: { kind: 'insecure' } }
    const preview = world.transfer.preview(
      pasted(JSON.stringify({ tributary: 'workers', version: 1, workers: [worker] })),
    )
    expect(told(preview.entries[0]?.details)).toEqual([
      `sync command: ${command}`,
      'certificate: not checked',
    ])
    expect(told(preview.warnings)).toEqual([
      expect.stringContaining('sync commands'),
      expect.stringContaining('certificate'),
    ])
  })
})

describe('applying an import', () => {
  it('adds what was chosen, with lanes, passwords and speeds, and takes over the settings when asked', async () => {
    const world = transferWorld()
    const preview = world.transfer.preview(fixture('distributed-config.json'))
    const outcome = await world.transfer.apply(preview.token, [1, 3, 4, 4], true)
    expect(outcome).toEqual({ added: 3, changed: 0, withoutPassword: [] })
    expect(world.workers.map(({ config, benchmark }) => [config.name, config.lane, benchmark?.ipm])).toEqual([
      ['laptop', 'active', expect.closeTo(19.8543)],
      ['studio', 'active', undefined],
      ['attic', 'off', 2.5],
    ])
    expect([...world.passwords.values()]).toEqual(['correct horse battery'])
    expect(world.settings).toMatchObject({ graceSeconds: 6, form: { mode: 'bonus', stepScaling: false } })
  })

  it('leaves the settings alone when not asked', async () => {
    const world = transferWorld()
    await applied(world, world.transfer.preview(fixture('distributed-config.json')))
    expect(world.settings.graceSeconds).toBe(3)
  })

  it('works once for each preview', async () => {
    const world = transferWorld()
    const preview = world.transfer.preview(pasted('http://a:1'))
    const first = applied(world, preview)
    await expect(applied(world, preview)).rejects.toMatchObject({ kind: 'not-found' })
    expect(await first).toMatchObject({ added: 1 })
  })

  it('keeps the newest ten previews', async () => {
    const world = transferWorld()
    const previews = Array.from({ length: 12 }, (_, at) => world.transfer.preview(pasted(`http://h${at}:1`)))
    const tokens = previews.map(({ token }) => token)
    await expect(world.transfer.apply(tokens[1] ?? '', [0], false)).rejects.toMatchObject({
      kind: 'not-found',
    })
    expect(await world.transfer.apply(tokens[2] ?? '', [0], false)).toMatchObject({ added: 1 })
  })

  it('refuses an entry that is not there or was to be skipped, before anything is done', async () => {
    const world = transferWorld()
    const { token } = world.transfer.preview(pasted('http://a:1 http://a:1'))
    for (const key of [1, 2, -1, 0.5])
      await expect(world.transfer.apply(token, [0, key], false)).rejects.toMatchObject({
        kind: 'bad-request',
      })
    expect(world.calls).toEqual([])
  })

  it('does nothing twice when the board changed since', async () => {
    const world = transferWorld()
    const preview = world.transfer.preview(pasted('laptop:a:1 argon:b:1'))
    world.add({ name: 'argon', url: 'http://a:1' })
    expect(await applied(world, preview)).toMatchObject({ added: 1 })
    expect(world.workers.map(({ config }) => config.name)).toEqual(['argon', 'argon 2'])
  })

  it('refuses to change a worker that was removed since', async () => {
    const world = transferWorld()
    world.add({ name: 'a', url: 'http://a:1' })
    const preview = world.transfer.preview(pasted('b:a:1'))
    world.workers.length = 0
    await expect(applied(world, preview)).rejects.toMatchObject({ kind: 'not-now' })
  })

  it('brings a worker in without its password where none can be kept, and says so', async () => {
    const world = transferWorld()
    world.keyring = false
    expect(await applied(world, world.transfer.preview(fixture('distributed-config.json')))).toEqual({
      added: 5,
      changed: 0,
      withoutPassword: ['studio'],
    })
  })

  it('can be asked again after a failure and does the rest', async () => {
    const world = transferWorld()
    const preview = world.transfer.preview(pasted('a:a:1 b:b:1'))
    const { add } = world
    world.add = (input, extra) => {
      if (input.name === 'b') throw new Error('disk full')
      return add(input, extra)
    }
    await expect(applied(world, preview)).rejects.toThrow('disk full')
    world.add = add
    expect(await applied(world, preview)).toMatchObject({ added: 1 })
    expect(world.workers.map(({ config }) => config.name)).toEqual(['a', 'b'])
  })
})

describe('an export', () => {
  const fleet = () => {
    const world = transferWorld()
    world.settings = {
      ...world.settings,
      graceSeconds: 7,
      benchmark: { ...world.settings.benchmark, steps: 40 },
    }
    world.add(
      { name: 'laptop', url: 'http://192.168.1.3:7860' },
      { benchmark: { ...speedFromFile(20), at: 5 } },
    )
    world.add({
      name: 'my box',
      url: 'https://gpu.example/sd',
      lane: 'reserve',
      user: 'ada',
      password: 'p:/"ß@',
    })
    world.add({ name: 'six', url: 'http://[fd00::1]:7861', lane: 'off', pixelCap: 524_288, maxBatch: 4 })
    world.add({ name: '__proto__', url: 'http://odd:7860', syncCommand: 'rsync {host}', note: 'a\nb' })
    world.add({ name: 'benchmark_payload', url: 'http://odder', tls: { kind: 'insecure' } })
    return world
  }
  const formats = ['tributary', 'workers-json', 'distributed-config', 'addresses'] as const

  it.each(formats)('as %s is read as the same workers, which are there already', (format) => {
    const world = fleet()
    for (const credentials of [true, false]) {
      const { text, fileName } = world.transfer.export(format, credentials)
      const preview = world.transfer.preview({ name: fileName, text })
      expect(preview.format).toBe(format)
      const reasons = preview.entries.map(
        ({ action, reason, details }) => `${action} ${told(reason ?? details)}`,
      )
      expect(new Set(reasons)).toEqual(
        new Set(
          format === 'workers-json'
            ? ['skip already there, no differences', 'change name: benchmark_payload → benchmark_payload 2']
            : ['skip already there, no differences'],
        ),
      )
      expect(told(preview.settings)).toEqual([])
    }
  })

  it.each(formats)('as %s brings the same addresses to an empty board', async (format) => {
    const world = fleet()
    const other = transferWorld()
    await applied(
      other,
      other.transfer.preview({ name: null, text: world.transfer.export(format, true).text }),
      true,
    )
    expect(other.workers.map(({ config }) => config.url).sort()).toEqual(
      world.workers.map(({ config }) => config.url).sort(),
    )
    expect([...other.passwords.values()]).toEqual(['p:/"ß@'])
    const speeds = other.workers.map(({ benchmark }) => benchmark?.ipm).filter((ipm) => ipm !== undefined)
    if (format !== 'addresses') expect(speeds).toEqual([expect.closeTo(20)])
  })

  it('in our own format is everything but ids and colours', async () => {
    const world = fleet()
    const other = transferWorld()
    const source = { name: null, text: world.transfer.export('tributary', true).text }
    await applied(other, other.transfer.preview(source), true)
    const plain = ({ workers, settings }: TransferWorld) => ({
      workers: workers.map(({ config, benchmark }) => ({ ...config, id: null, benchmark })),
      settings,
    })
    expect(plain(other)).toEqual(plain(world))
  })

  it.each(formats)('as %s holds no user names and passwords unless asked', (format) => {
    const { text } = fleet().transfer.export(format, false)
    expect(text).not.toMatch(/\bada\b|ß/)
  })

  it('as addresses is a command line, and lines of URLs for what it cannot say', () => {
    expect(fleet().transfer.export('addresses', true).text).toBe(
      [
        '--distributed-remotes laptop:192.168.1.3:7860 __proto__:odd:7860 benchmark_payload:odder:80',
        'my-box=https://ada:p%3A%2F%22%C3%9F%40@gpu.example/sd',
        'six=http://[fd00::1]:7861',
        '',
      ].join('\n'),
    )
  })

  it('as distributed-config.json is what the extension reads', () => {
    const { text, fileName } = fleet().transfer.export('distributed-config', false)
    expect(fileName).toBe('distributed-config.json')
    const file = JSON.parse(text)
    expect(file.workers[0].laptop).toEqual({
      avg_ipm: expect.closeTo(20 / 1.96),
      master: false,
      address: '192.168.1.3',
      port: 7860,
      eta_percent_error: [],
      tls: false,
      state: 1,
      user: null,
      password: null,
      pixel_cap: -1,
    })
    expect(file.workers[2].six).toMatchObject({ state: 5, address: 'fd00::1', pixel_cap: 524_288 })
    expect(file).toMatchObject({
      benchmark_payload: { steps: 40, batch_size: 1 },
      job_timeout: 7,
      enabled: true,
      complement_production: false,
      step_scaling: false,
    })
  })
})
