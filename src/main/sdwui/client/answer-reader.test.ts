import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cpuMs } from '../../../shared/testing/growth.ts'
import { WorkerFailure } from '../../core/failure.ts'
import { ANSWER_LIMITS, type AnswerLimits, limitsFor } from './answer-limits.ts'
import { AnswerReader } from './answer-reader.ts'

/** Reads an answer that comes in these chunks. */
async function read(chunks: readonly Buffer[], limits?: AnswerLimits) {
  const images: { bytes: Buffer; position: number }[] = []
  const reader = new AnswerReader(async (bytes, position) => {
    images.push({ bytes: Buffer.from(bytes), position })
  }, limits)
  for (const chunk of chunks) await reader.push(chunk)
  const { images: count, ...end } = reader.end()
  return { ...end, images, count }
}
const readText = (text: string, limits?: AnswerLimits) => read([Buffer.from(text)], limits)

/** Cuts bytes at these places. */
function cut(bytes: Buffer, at: readonly number[]): Buffer[] {
  const places = [0, ...at.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end))
}
const picture = (size: number, salt = 7) =>
  Buffer.from(Array.from({ length: size }, (_, at) => (at * salt) % 256))
const answer = (images: readonly (Buffer | null | '')[], info = '{}') =>
  JSON.stringify({
    images: images.map((image) => (image instanceof Buffer ? image.toString('base64') : image)),
    parameters: {
      prompt: 'a "quoted" \\ prompt',
      init_images: ['aGVsbG8='],
      nested: { images: ['x'], info: 'not this' },
    },
    info,
  })
const failure = (kind: string) => expect.objectContaining({ kind })

describe('reading an answer', () => {
  test('hands over every image with its place, and the info text', async () => {
    const images = [picture(1), picture(2), picture(3), picture(1000)]
    const got = await readText(answer(images, '{"all_seeds": [1, 2], "prompt": "a \\"b\\" \\\\ c\\nd"}'))
    expect(got.images).toEqual(images.map((bytes, position) => ({ bytes, position })))
    expect(got).toMatchObject({ whole: true, count: 4, empty: 0 })
    expect(JSON.parse(got.info ?? '')).toEqual({ all_seeds: [1, 2], prompt: 'a "b" \\ c\nd' })
  })

  test('takes the keys in any order, and keys it does not know', async () => {
    const text = `{"id": 7, "info": "x", "extra": [["images"], {"images": ["AAAA"]}], "images": ["${picture(5).toString('base64')}"]}`
    const got = await readText(text)
    expect([got.images, got.info]).toEqual([[{ bytes: picture(5), position: 0 }], 'x'])
  })

  test('takes an info that is an object as the text it would be', async () => {
    const info = { all_seeds: [1, 'a "b" \\', null], nested: { images: ['AAAA'], info: 'x' }, deep: [[{}]] }
    const bytes = Buffer.from(
      `{"images":["${picture(5).toString('base64')}"],"info": ${JSON.stringify(info, null, 1)} ,"x":1}`,
    )
    for (const chunks of [[bytes], [...bytes].map((byte) => Buffer.from([byte]))]) {
      const got = await read(chunks)
      expect([got.whole, got.count, JSON.parse(got.info ?? '')]).toEqual([true, 1, info])
    }
    expect(await readText('{"info":{"a":"bbbbbbbbbb"}}', { ...ANSWER_LIMITS, infoBytes: 8 })).toMatchObject({
      whole: true,
      info: null,
    })
  })

  test('passes over what stands behind a whole answer with pictures', async () => {
    const text = answer([picture(30)], 'x')
    for (const behind of [text, '\0', '\r\n--end--', '<html>']) {
      for (const chunks of [[`${text}${behind}`], [text, behind], [...`${text}${behind}`]]) {
        const got = await read(chunks.map((chunk) => Buffer.from(chunk)))
        expect(got).toMatchObject({ whole: true, count: 1, info: 'x' })
      }
    }
    await expect(readText('{}<html>')).rejects.toEqual(failure('invalid-answer'))
  })

  test('understands a data: prefix, line breaks, escapes and URL-safe letters', async () => {
    const bytes = picture(900, 251)
    const base64 = bytes.toString('base64')
    for (const shape of [
      `data:image/png;base64,${base64}`,
      `\\n DATA:image/png;base64,${base64}`,
      `data:image/png;name=${'x'.repeat(100)}.png;base64,${base64}`,
      `b'${base64}'`,
      base64.replace(/(.{76})/g, '$1\\r\\n'),
      base64.replaceAll('/', '\\/').replaceAll('+', '\\u002b').replaceAll('=', '\\u003D'),
      base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
    ]) {
      const whole = Buffer.from(`{"images":["${shape}"]}`)
      for (const chunks of [[whole], cut(whole, [1, 13, 14, 40, 41, 42, 43, 100, 101, 500])]) {
        const got = await read(chunks)
        expect(got.images[0]?.bytes.equals(bytes), shape.slice(0, 60)).toBe(true)
      }
    }
  })

  test('counts places that hold null or nothing, and keeps the places of the others', async () => {
    const got = await readText(answer([null, '', picture(9), '', picture(4)]))
    expect(got.images.map(({ position }) => position)).toEqual([2, 4])
    expect(got).toMatchObject({ empty: 3, count: 2, whole: true })
  })

  test('an answer without images, or with an empty list, has none', async () => {
    for (const text of [
      '{"images": [], "info": ""}',
      '{}',
      '{"images": null}',
      '{"images": "AAAA"}',
      '{"images": {"a": "AAAA"}}',
    ])
      expect(await readText(text)).toMatchObject({ whole: true, count: 0, empty: 0 })
  })

  test('says that it is not whole wherever it ends early, and what came is good', async () => {
    const text = answer([picture(30), picture(31)], 'x')
    for (let end = 0; end < text.length; end++) {
      const got = await readText(text.slice(0, end))
      expect([end, got.whole]).toEqual([end, false])
      for (const { bytes, position } of got.images) expect(bytes).toEqual(picture(30 + position))
    }
  })

  test('any cut into chunks gives the same', async () => {
    const base64Char = fc.constantFrom('plain', 'data', 'escaped', 'lines')
    const images = fc.array(fc.tuple(fc.uint8Array({ maxLength: 400 }), base64Char), { maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(
        images,
        fc.string(),
        fc.array(fc.nat(), { maxLength: 30 }),
        async (list, info, places) => {
          const shaped = list.map(([bytes, shape]) => {
            const base64 = Buffer.from(bytes).toString('base64')
            if (base64 === '') return '""'
            if (shape === 'data') return `"data:image/png;base64,${base64}"`
            if (shape === 'escaped') return `"${base64.replaceAll('/', '\\/')}"`
            return shape === 'lines' ? `"${base64.replace(/(.{20})/g, '$1\\n')}"` : `"${base64}"`
          })
          const whole = Buffer.from(`{"images": [${shaped.join(' , ')}], "info":${JSON.stringify(info)}}`)
          const got = await read(cut(whole, places))
          const expected = list.flatMap(([bytes], position) =>
            bytes.length === 0 ? [] : [{ bytes: Buffer.from(bytes), position }],
          )
          expect(got.images).toEqual(expected)
          expect(got).toMatchObject({ whole: true, info, empty: list.length - expected.length })
        },
      ),
      { numRuns: 300 },
    )
  })

  test('byte by byte as well', async () => {
    const whole = Buffer.from(answer([picture(77), null, picture(5)], 'né “x” \u0000'))
    const got = await read(Array.from(whole, (byte) => Buffer.from([byte])))
    expect(got.images.map(({ bytes }) => bytes.length)).toEqual([77, 5])
    expect(got).toMatchObject({ whole: true, info: 'né “x” \u0000', empty: 1 })
  })

  test('waits for each image to be taken before it reads on', async () => {
    const events: string[] = []
    const reader = new AnswerReader(async (_bytes, position) => {
      events.push(`begin ${position}`)
      await Promise.resolve()
      events.push(`end ${position}`)
    })
    await reader.push(Buffer.from(answer([picture(3), picture(3)])))
    expect(events).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1'])
  })
})

describe('refusing', () => {
  test.each([
    ['a page', '<html></html>'],
    ['a list', '["AAAA"]'],
    ['a string', '"AAAA"'],
    ['a number', '12'],
    ['nothing but null', 'null'],
    ['a bracket too many', '{"images": []}]'],
    ['brackets that do not match', '{"images": ["AAAA"}'],
    ['something after its end', '{"images": []} {}'],
    ['a control sequence', '{\u0001"images": []}'],
    ['an escape that is none', '{"images": ["AA\\xAA"]}'],
    ['info that is no JSON string', '{"info": "a\nb"}'],
    ['a name without end', `{"images": [${'a'.repeat(1000)}]}`],
    ['brackets without end', `{"a": ${'['.repeat(1000)}`],
  ])('%s is no answer', async (_name, text) => {
    await expect(readText(text)).rejects.toEqual(failure('invalid-answer'))
  })

  test('skips images beyond the allowed ones, and reads on behind them', async () => {
    const images = [picture(1), picture(2), picture(3), picture(4), null, picture(5)]
    const got = await readText(answer(images, '{"seed": 1}'), { ...ANSWER_LIMITS, images: 3 })
    expect(got.images.map(({ bytes }) => bytes.length)).toEqual([1, 2, 3])
    expect(got).toMatchObject({ whole: true, info: '{"seed": 1}' })
  })

  test('allows for a batch what extensions append to one', () => {
    expect([limitsFor(1).images, limitsFor(4).images, limitsFor(100_000).images]).toEqual([20, 32, 4096])
  })

  test('keeps a short answer without images as text, and no other', async () => {
    expect((await readText('{"error": "café"}')).text).toBe('{"error": "café"}')
    expect((await readText(answer([picture(9)]))).text).toBeNull()
    expect((await readText(`{"error": "${'x'.repeat(70_000)}"}`)).text).toBeNull()
  })

  const small: AnswerLimits = { imageBytes: 300, infoBytes: 100, images: 3, otherBytes: 2000 }
  test.each([
    ['an image that is too large', answer([picture(301)])],
    ['too much beside the images', `{"parameters": "${'x'.repeat(2000)}"}`],
    ['empty places without end', `{"images": [${'null,'.repeat(1000)}`],
    ['keys without end', `{${'"a":1,'.repeat(1000)}`],
  ])('%s: refused before it is in memory', async (_name, text) => {
    await expect(readText(text, small)).rejects.toEqual(failure('too-large'))
    const bytewise = Array.from(Buffer.from(text), (byte) => Buffer.from([byte]))
    await expect(read(bytewise, small)).rejects.toBeInstanceOf(WorkerFailure)
  })
  test.each([
    ['plain', 'x'.repeat(101)],
    ['of escapes', '"'.repeat(101)],
  ])('info that is too long, %s: passed over, the pictures are taken', async (_name, info) => {
    expect(await readText(answer([picture(300), picture(299)], info), small)).toMatchObject({
      count: 2,
      whole: true,
      info: null,
    })
  })
  test('what is just as large as allowed is taken', async () => {
    const got = await readText(answer([picture(300), picture(299), picture(298)], 'x'.repeat(98)), small)
    expect(got).toMatchObject({ count: 3, whole: true })
  })

  test('whatever comes, it ends in an answer or a typed failure', async () => {
    const junk = fc.oneof(
      fc.string(),
      fc.json(),
      fc.stringMatching(/^[{}[\]",:\\u0-9a-z]{0,80}$/),
      fc.string().map((text) => `{"images":["${text}`),
    )
    await fc.assert(
      fc.asyncProperty(junk, fc.array(fc.nat(), { maxLength: 8 }), async (text, places) => {
        const chunks = cut(Buffer.from(text), places)
        await read(chunks).catch((error: unknown) => expect(error).toBeInstanceOf(WorkerFailure))
      }),
      { numRuns: 1000 },
    )
  })

  test('a hostile answer of many small strings and escapes takes time in proportion to its length', async () => {
    const strings = Buffer.from(`{"a":[${'"",'.repeat(200_000)}`)
    const escapes = Buffer.from(`{"a":"${'\\n'.repeat(300_000)}"`)
    for (const bytes of [strings, escapes]) {
      const pieces = cut(
        bytes,
        Array.from({ length: 10 }, (_, index) => index * 65_536),
      )
      expect(await cpuMs(() => read(pieces))).toBeLessThan(1_500)
    }
  })

  test('an image in very many pieces does not weigh more than its bytes', async () => {
    const base64 = picture(300_000).toString('base64')
    const chunks = [
      Buffer.from('{"images":["'),
      ...Array.from(base64, (letter) => Buffer.from(letter)),
      Buffer.from('"]}'),
    ]
    expect(
      (await read(chunks, { ...ANSWER_LIMITS, imageBytes: 300_000 })).images[0]?.bytes.equals(
        picture(300_000),
      ),
    ).toBe(true)
  })
})
