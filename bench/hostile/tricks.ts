import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SimulatedWorkerOptions } from '../../src/main/simulator/options.ts'
import { blanksInfotext, jpegWithXmp, pngWithChunk, pngWithText } from './pictures.ts'
import { send } from './send.ts'

/** What the server behind the front has answered to a generation. */
export interface Answer {
  readonly images: readonly string[]
  readonly info: string
}

/** An answer as it is written: base64 pictures, and the text of `info`, whose pieces are escaped one by one. */
export interface Told {
  readonly images: Iterable<string>
  readonly info: Iterable<string>
}

/** What makes a server hostile. All that is not named passes through to a simulated one. */
export interface Trick {
  readonly behind?: SimulatedWorkerOptions
  /** bodies of GET and POST by path, as they are; given anew for each request */
  readonly bodies?: Readonly<Record<string, () => Iterable<string> | Promise<Iterable<string>>>>
  /** in place of the answer to a generation of ours */
  readonly answer?: (answer: Answer) => Told | Promise<Told>
  /** answers a generation on its own */
  readonly generation?: (response: ServerResponse) => void | Promise<void>
  /** nothing at all is answered from the first generation on */
  readonly freezes?: boolean
}

const MIB = 1 << 20
/** Generations with it are answered in a hostile way; what a benchmark asks for is not, or nothing else would be asked for. */
export const PROMPT = 'a valley'
const BRACKETS = 60_000
const LISTED = 20_000
const NAME_CHARACTERS = 990
/** ESC, BEL, NUL, a bidi override, a zero-width space; and what moves a terminal's cursor and sets its title. */
export const NASTY = '\u001b[2J\u001b]0;owned\u0007\u0000\u202egnp.\u200b'

/** A text again and again, in pieces of about a MiB. */
function* repeated(text: string, characters: number): Generator<string> {
  const piece = text.repeat(Math.max(1, Math.floor(MIB / text.length)))
  let left = Math.floor(characters / text.length) * text.length
  for (; left > piece.length; left -= piece.length) yield piece
  yield piece.slice(0, left)
}

function* joined(...parts: Iterable<string>[]): Generator<string> {
  for (const part of parts) yield* part
}

function* list(count: number, row: (at: number) => unknown): Generator<string> {
  yield '['
  for (let at = 0; at < count; at++) yield `${at === 0 ? '' : ','}${JSON.stringify(row(at))}`
  yield ']'
}

const longName = (at: number) => `${at} ${'n'.repeat(NAME_CHARACTERS)}`.slice(0, NAME_CHARACTERS)

function* paths(characters: number): Generator<string> {
  yield '{"openapi":"3.1.0","info":{"title":"FastAPI","version":"0.1.0"},"paths":{"/sdapi/v1/txt2img":{},"/internal/progress":{}'
  for (let at = 0, written = 0; written < characters; at++) {
    const path = `,"/a/${at}":{"get":{"tags":["x"],"responses":{"200":{"description":"ok"}}}}`
    written += path.length
    yield path
  }
  yield '}}'
}

const withInfo = (info: () => Iterable<string>): Trick => ({
  answer: ({ images }) => ({ images, info: info() }),
})

async function headersThen(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' })
  for (const letter of `{"images": ["${'A'.repeat(100_000)}`) {
    if (response.destroyed) return
    response.write(letter)
    await sleep(1000)
  }
}

/** By the name of a case. */
export const TRICKS: Readonly<Record<string, Trick>> = {
  'xmp-answer': {
    async answer({ images, info }) {
      const jpeg = (await jpegWithXmp(16 * MIB)).toString('base64')
      return { images: [jpeg, ...images.slice(1)], info: [info] }
    },
  },
  'xmp-preview': {
    behind: { ipm: 100 },
    bodies: {
      '/internal/progress': async () => {
        const jpeg = (await jpegWithXmp(5.9 * MIB)).toString('base64')
        const id = Math.floor(performance.now())
        return [
          `{"active":true,"queued":false,"completed":false,"progress":0.5,"eta":1,"live_preview":"data:image/jpeg;base64,`,
          jpeg,
          `","id_live_preview":${id},"textinfo":null}`,
        ]
      },
    },
  },
  'blanks-answer': {
    answer({ images, info }) {
      const text = blanksInfotext(300_000)
      const told = JSON.parse(info) as { infotexts: string[] }
      return {
        images: images.map((image) => pngWithText(Buffer.from(image, 'base64'), text).toString('base64')),
        info: [JSON.stringify({ ...told, infotexts: told.infotexts.map(() => text) })],
      }
    },
  },
  'options-brackets': {
    bodies: { '/sdapi/v1/options': () => [`{"sd_model_checkpoint":"${'['.repeat(BRACKETS)}"}`] },
  },
  'title-brackets': {
    bodies: {
      '/sdapi/v1/sd-models': () =>
        list(LISTED, (at) => ({
          title: `${at}${'['.repeat(NAME_CHARACTERS)}`.slice(0, NAME_CHARACTERS),
          model_name: 'x',
          hash: null,
          sha256: null,
          filename: 'x',
          config: null,
        })),
    },
  },
  'openapi-9mb': { bodies: { '/openapi.json': () => paths(9 * MIB) } },
  'openapi-60mb': { bodies: { '/openapi.json': () => paths(60 * MIB) } },
  'lists-60mb': {
    bodies: {
      '/sdapi/v1/loras': () =>
        list(600, (at) => ({ name: `l${at}`, alias: `a${at}`, metadata: { tags: 'm'.repeat(100_000) } })),
    },
  },
  'info-nested': withInfo(() => joined(repeated('[', 30 * MIB), repeated(']', 30 * MIB))),
  'info-seeds': withInfo(() => joined(['{"all_seeds":[7'], repeated(',7', 64 * MIB), [']}'])),
  'info-limit': withInfo(() =>
    joined(
      ['{"infotexts":["'],
      repeated('\\u00e9 ', 3 * MIB),
      ['"],"all_seeds":[1'],
      repeated(',1', 100_000),
      ['],"x":'],
      repeated('[', 2 * MIB),
      repeated(']', 2 * MIB),
      ['}'],
    ),
  ),
  'info-2mb': withInfo(() =>
    joined(
      ['{"all_seeds":[7'],
      repeated(',7', 60_000),
      ['],"infotexts":["'],
      repeated('\\u00e9', 1.7 * MIB),
      ['"]}'],
    ),
  ),
  'odd-parameters': {
    generation: (response) =>
      send(
        response,
        joined(['{"images":[],"parameters":[0'], repeated(',7', 30 * MIB), repeated(',""', 30 * MIB), [
          '],"info":""}',
        ]),
      ),
  },
  'long-lists': {
    bodies: {
      '/sdapi/v1/samplers': () =>
        joined(
          ['[{"name":"Euler a","aliases":["k_euler_a"],"options":{}},'],
          [[...list(LISTED, (at) => ({ name: longName(at), aliases: [], options: {} }))].join('').slice(1)],
        ),
      '/sdapi/v1/upscalers': () => list(LISTED, (at) => ({ name: longName(at) })),
      '/sdapi/v1/loras': () => list(LISTED, (at) => ({ name: longName(at), alias: longName(at) })),
      '/sdapi/v1/sd-vae': () => list(LISTED, (at) => ({ model_name: longName(at), filename: 'x' })),
    },
  },
  'many-pictures': {
    answer: ({ images, info }) => ({
      images: Array.from({ length: 4000 }, (_, at) => images[at % images.length] ?? ''),
      info: [info],
    }),
  },
  'long-422': {
    generation(response) {
      response.writeHead(422, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ detail: [{ loc: ['body'], msg: 'm'.repeat(900_000), type: 'x' }] }))
    },
  },
  'nasty-names': {
    bodies: {
      '/sdapi/v1/sd-models': () => [
        ...list(2, (at) => ({
          title: `${NASTY}${at === 0 ? 'dreamshaper_8.safetensors' : 'b'}`,
          model_name: 'x',
          hash: null,
          sha256: null,
        })),
      ],
      '/sdapi/v1/options': () => [JSON.stringify({ sd_model_checkpoint: `${NASTY}dreamshaper_8` })],
      '/sdapi/v1/upscalers': () => list(3, (at) => ({ name: at === 2 ? '\u200b\u200b' : `${NASTY}${at}` })),
      '/sdapi/v1/loras': () => list(3, (at) => ({ name: `${NASTY}${at}`, alias: NASTY })),
    },
    generation(response) {
      response.writeHead(500, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: 'Exception', detail: NASTY, errors: `${NASTY} is all it says` }))
    },
  },
  'large-picture': {
    answer: ({ images, info }) => ({
      images: images.map((image, at) =>
        at === 0
          ? pngWithChunk(Buffer.from(image, 'base64'), 'prVt', Buffer.alloc(120 * MIB)).toString('base64')
          : image,
      ),
      info: [info],
    }),
  },
  'endless-picture': { answer: ({ info }) => ({ images: endless(), info: [info] }) },
  'never-answers': { generation: () => undefined },
  'byte-a-second': { generation: headersThen },
  frozen: { freezes: true },
}

/** One picture that is larger than any that is taken in. */
function* endless(): Generator<string> {
  yield 'A'.repeat(180 * MIB)
}
