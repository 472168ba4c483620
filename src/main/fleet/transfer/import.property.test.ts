import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../shared/limits.ts'
import { ExportFormat, ImportPreview } from '../../../shared/transfer.ts'
import { WorkerInput, workerName } from '../../../shared/worker.ts'
import { TributaryError } from '../../core/failure.ts'
import { addressKey } from './address-key.ts'
import { transferWorld } from './testing/transfer-world.ts'

/** Stands in every password; appears nowhere else. */
const SECRET = 'hush7u3'

const piece = fc.constantFrom(
  ...[
    'http://',
    'https://',
    'ftp://',
    'a',
    'h',
    '[::1]',
    '[',
    ']',
    ':',
    '7860',
    '70000',
    '/',
    '@',
    '=',
    ',',
    ' ',
    '\n',
  ],
  ...[
    '#',
    '"',
    '<',
    '>',
    '\\',
    '\u0000',
    '\u202e',
    '\ud800',
    '%',
    '{',
    '}',
    '1.2',
    '0x7',
    '--distributed-remotes',
    '^',
  ],
)
const soup = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''))
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), soup)

const label = fc.oneof(
  fc.string({ maxLength: 120 }),
  fc.constantFrom('__proto__', 'master', 'benchmark_payload', ''),
)
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
  fc.constantFrom('h', 'localhost', '::1', `ada:${SECRET}@h`, 7860, '7860', -1, 1e308, true, 5, null),
)
const keys = fc.constantFrom(
  ...[
    'address',
    'port',
    'tls',
    'state',
    'user',
    'password',
    'avg_ipm',
    'pixel_cap',
    'master',
    'sub_path',
    'url',
    'name',
  ],
  ...['benchmark', 'lane', 'syncCommand', 'note', 'benchmark_payload', '__proto__'],
)
const fields = fc
  .array(fc.tuple(keys, odd), { maxLength: 10 })
  .map((entries) => Object.fromEntries([...entries, ['password', SECRET]]))
const labelled = fc.tuple(label, fields).map(([name, worker]) => Object.fromEntries([[name, worker]]))
const file = fc.oneof(
  fc.record({
    workers: fc.array(fc.oneof(labelled, odd), { maxLength: 8 }),
    benchmark_payload: odd,
    job_timeout: odd,
  }),
  fc.array(labelled, { maxLength: 8 }).map((workers) => Object.assign({}, ...workers)),
  fc.record({
    tributary: fc.constant('workers'),
    version: fc.constantFrom(1, 2, null),
    workers: fc.array(fc.oneof(fields, odd), { maxLength: 8 }),
    settings: odd,
  }),
  fc.jsonValue() as fc.Arbitrary<unknown>,
)
const source = fc.oneof(
  text,
  file.map((value) => JSON.stringify(value)),
)

/** Checks everything a preview promises; null when the source was refused. */
function checkedPreview(world: ReturnType<typeof transferWorld>, from: string): ImportPreview | null {
  try {
    const preview = ImportPreview.parse(world.transfer.preview({ name: null, text: from }))
    expect(preview.entries.length).toBeLessThanOrEqual(LIMITS.workers)
    for (const { action, reason, name, url, details, hasPassword } of preview.entries) {
      expect(reason === null).toBe(action !== 'skip')
      if (action === 'skip') continue
      workerName.parse(name)
      WorkerInput.parse({ name, url })
      expect(new URL(url).username + new URL(url).password).toBe('')
      expect(JSON.stringify(details).length + name.length).toBeLessThan(20_000)
      expect(typeof hasPassword).toBe('boolean')
    }
    const names = preview.entries
      .filter(({ action }) => action === 'add')
      .map(({ name }) => name.toLowerCase())
    expect(new Set(names).size).toBe(names.length)
    return preview
  } catch (error) {
    if (error instanceof TributaryError && error.kind === 'bad-request') return null
    throw error
  }
}

describe('importing anything', () => {
  it('ends in a preview within its bounds or in words, never in another error', () => {
    fc.assert(
      fc.property(source, (from) => void checkedPreview(transferWorld(), from)),
      { numRuns: 600 },
    )
  })

  it('never shows a password', () => {
    fc.assert(
      fc.property(
        file,
        fc.constantFrom(`ada:${SECRET}@h`, `http://ada:${SECRET}@h:99999`),
        (value, address) => {
          const world = transferWorld()
          const before = world.add({
            name: 'b',
            url: 'http://h:7860',
            user: 'ada',
            password: `old ${SECRET}`,
          })
          for (const from of [JSON.stringify(value), `x ${address}\n${address}`]) {
            // Where no password belongs, the mark is none.
            const rest = from
              .replaceAll(`"password":"${SECRET}"`, '')
              .replace(new RegExp(`"(address|url)":"ada:${SECRET}@h"`, 'g'), '')
            const marked = from.startsWith('{') && rest.includes(SECRET)
            if (marked) continue
            expect(JSON.stringify(checkedPreview(world, from))).not.toContain(SECRET)
          }
          expect(world.passwords.get(before)).toBe(`old ${SECRET}`)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('can be applied whole, and then nothing of it differs any more', async () => {
    await fc.assert(
      fc.asyncProperty(source, async (from) => {
        const world = transferWorld()
        const preview = checkedPreview(world, from)
        if (preview === null) return
        const wanted = preview.entries.filter(({ action }) => action !== 'skip').map(({ key }) => key)
        const outcome = await world.transfer.apply(preview.token, wanted, true)
        expect(outcome.added + outcome.changed).toBe(wanted.length)
        const again = checkedPreview(world, from)
        const actions = again?.entries.map(
          ({ action, name, details }) => `${action} ${name} ${JSON.stringify(details)}`,
        )
        expect(actions?.filter((line) => line.startsWith('add'))).toEqual([])
        expect(again?.settings).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('reads every export as the workers it was made of', async () => {
    const host = fc.constantFrom('a', 'b.example', '10.0.0.7', '[fd00::7]', 'localhost')
    const worker = fc.record(
      {
        name: fc
          .string({ minLength: 1, maxLength: 80, unit: 'grapheme' })
          .filter((name) => workerName.safeParse(name).success),
        url: fc
          .tuple(
            fc.constantFrom('http', 'https'),
            host,
            fc.integer({ min: 1, max: 65_535 }),
            fc.constantFrom('', '/sd', '/a/b'),
          )
          .map(([scheme, at, port, path]) => `${scheme}://${at}:${port}${path}`),
        lane: fc.constantFrom('active' as const, 'reserve' as const, 'off' as const),
        user: fc.constantFrom('ada', 'b c', 'é%'),
        password: fc.string({ minLength: 1, maxLength: 30 }).filter((text) => text !== 'None'),
        pixelCap: fc.integer({ min: 1, max: 1e9 }),
      },
      { requiredKeys: ['name', 'url'] },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(worker, { maxLength: 6, selector: ({ url }) => addressKey(url) }),
        fc.constantFrom(...ExportFormat.options),
        async (workers, format) => {
          const world = transferWorld()
          for (const input of workers) {
            try {
              world.add(input)
            } catch (error) {
              // Two of the same name are no fleet.
              if (!(error instanceof TributaryError)) throw error
            }
          }
          fc.pre(world.workers.length > 0)
          const { text } = world.transfer.export(format, true)
          const other = transferWorld()
          const preview = other.transfer.preview({ name: null, text })
          const keys = preview.entries.filter(({ action }) => action === 'add').map(({ key }) => key)
          await other.transfer.apply(preview.token, keys, true)
          const urls = (of: typeof world) => of.workers.map(({ config }) => config.url).sort()
          expect(
            preview.entries.filter(({ action }) => action === 'skip').map(({ reason }) => reason),
          ).toEqual([])
          expect(urls(other)).toEqual(urls(world))
        },
      ),
      { numRuns: 200 },
    )
  })
})
