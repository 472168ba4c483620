import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../shared/ids.ts'
import { WorkerConfig, type WorkerInput } from '../../shared/worker.ts'
import { TributaryError } from '../core/failure.ts'
import { changedWorker, mayShareSecret, newWorker, parseInput } from './worker-input.ts'
import { normaliseWorkerUrl } from './worker-url.ts'

const id = WorkerId.parse('argon')
const made = (input: WorkerInput, others: WorkerConfig[] = []) =>
  newWorker(input, id, others, normaliseWorkerUrl, { simulated: false })
const edited = (before: WorkerConfig, input: WorkerInput) =>
  changedWorker(before, input, [], normaliseWorkerUrl)

describe('a new worker', () => {
  it('needs no more than an address', () => {
    expect(made({ url: '192.168.1.3:7860' })).toEqual({
      config: {
        id,
        name: '192.168.1.3',
        url: 'http://192.168.1.3:7860',
        lane: 'active',
        colour: 0,
        user: null,
        tls: { kind: 'verify' },
        pixelCap: null,
        maxBatch: null,
        checkpointOverride: null,
        saveOnWorker: false,
        syncCommand: '',
        note: '',
      },
      password: null,
    })
  })

  it('moves the credentials of an address to their own fields', () => {
    const { config, password } = made({ url: 'https://tom:s%3Acret@argon/sd/' })
    expect(config).toMatchObject({ url: 'https://argon/sd', user: 'tom', name: 'argon' })
    expect(password).toBe('s:cret')
    expect(JSON.stringify(config)).not.toContain('cret')
  })

  it('takes the name before an address where nobody chose another', () => {
    expect(made({ url: 'laptop:127.0.0.1:7999' }).config).toMatchObject({
      url: 'http://127.0.0.1:7999',
      name: 'laptop',
    })
    expect(made({ url: 'laptop:127.0.0.1:7999', name: 'desk' }).config.name).toBe('desk')
  })

  it('takes the fields before what the address says', () => {
    const { config, password } = made({ url: 'http://tom:secret@argon', user: 'eve', password: 'other' })
    expect([config.user, password]).toEqual(['eve', 'other'])
  })

  it('finds a name of its own when nobody chose one, and refuses a chosen one that is taken', () => {
    const first = made({ url: 'argon:7860' }).config
    const other = { ...first, id: WorkerId.parse('other'), url: 'http://elsewhere', colour: 0 }
    expect(made({ url: 'argon:7860' }, [other]).config).toMatchObject({ name: 'argon 2', colour: 1 })
    expect(() => made({ url: 'argon:7861', name: 'ARGON' }, [other])).toThrow(
      'There is already a machine named argon.',
    )
  })

  it('of the demo fleet gives way to a name that is taken', () => {
    const first = made({ url: 'argon:7860' }).config
    const demo = newWorker({ url: '127.0.0.1:5000', name: 'argon' }, id, [first], normaliseWorkerUrl, {
      simulated: true,
    })
    expect(demo.config.name).toBe('argon 2')
  })
})

describe('an edited worker', () => {
  const before = made({ url: 'http://tom:secret@argon:7860', note: 'under the desk', pixelCap: 1000 }).config

  it('keeps what the form leaves out', () => {
    const { config, password } = edited(before, { url: before.url })
    expect(config).toEqual(before)
    expect(password).toBeUndefined()
  })

  it('takes null for forgotten and fields for new', () => {
    const { config, password } = edited(before, {
      url: before.url,
      user: null,
      password: null,
      pixelCap: null,
    })
    expect(config).toMatchObject({ user: null, pixelCap: null, note: 'under the desk' })
    expect(password).toBeNull()
  })

  it('keeps its password on another port of the same machine', () => {
    expect(edited(before, { url: 'http://argon:7861' }).password).toBeUndefined()
  })

  it.each(['http://neon:7860', 'http://argon.evil.example:7860'])(
    'forgets its password when it moves to %s',
    (url) => {
      expect(edited(before, { url }).password).toBeNull()
    },
  )
})

describe('a kept password', () => {
  it.each([
    ['https://argon/a', 'https://argon/b', true],
    ['http://argon', 'https://argon', true],
    ['https://argon', 'http://argon', false],
    ['http://argon', 'http://neon', false],
    ['not an address', 'http://argon', false],
  ])('of %s may go to %s: %s', (kept, other, may) => {
    expect(mayShareSecret(kept, other)).toBe(may)
  })
})

describe('hostile input', () => {
  it.each([
    [{ url: '' }, 'url'],
    [{ url: 'http://argon', name: 'a\u0000b' }, 'name'],
    [{ url: 'http://argon', name: 'x'.repeat(81) }, 'name'],
    [{ url: 'x'.repeat(2001) }, 'url'],
    [{ url: 'http://argon', maxBatch: 1e9 }, 'maxBatch'],
    [{ url: 'http://argon', pixelCap: -1 }, 'pixelCap'],
    [{ url: 'http://argon', tls: { kind: 'pinned', fingerprint: 'x' } }, 'tls.fingerprint'],
    [{ url: 'http://argon', lane: 'attic' }, 'lane'],
    [{ url: 7 }, 'url'],
    [null, ''],
  ])('%j is refused with the name of the field', (input, field) => {
    const refused = () => parseInput(input as never)
    expect(refused).toThrow(TributaryError)
    try {
      refused()
    } catch (error) {
      expect((error as TributaryError).toProblem()).toMatchObject({ kind: 'bad-request', field })
    }
  })

  it.each([
    [{ url: '' }, 'Address must not be empty.'],
    [{ url: 'http://argon', maxBatch: 0 }, 'Images in one request must be at least 1.'],
    [{ url: 'http://argon', pixelCap: 0.5 }, 'Pixels in one request must be a whole number.'],
  ])('%j is refused in a sentence that names the field as the sheet does', (input, sentence) => {
    expect(() => parseInput(input)).toThrow(sentence)
  })

  it('ends in a valid worker or in a refusal in words, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            url: fc.oneof(
              fc.string(),
              fc.webUrl(),
              fc.string().map((text) => `http://${text}`),
            ),
            name: fc.string(),
            user: fc.string(),
            note: fc.string(),
          },
          { requiredKeys: ['url'] },
        ),
        (input) => {
          try {
            const { config } = made(parseInput(input))
            expect(WorkerConfig.safeParse(config).success).toBe(true)
            expect(new URL(config.url).username).toBe('')
          } catch (error) {
            expect(error).toBeInstanceOf(TributaryError)
            expect((error as TributaryError).kind).toBe('bad-request')
          }
        },
      ),
    )
  })
})
