import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { decodeText } from '../../../shared/decode-text.ts'
import type { ExtraFields } from '../../../shared/extra-fields.ts'
import type { GenerationRequest } from '../../../shared/generation.ts'
import { type KeptKey, withKept } from '../../../shared/infotext-extras.ts'
import { type OddNumber, oddNumberWords } from '../../../shared/infotext-number.ts'
import { isRecord } from '../../../shared/is-record.ts'
import { requestOfInfotext } from '../../../shared/request-of-infotext.ts'
import { type MessageKey, reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { say } from '../../../shared/words/say.ts'
import { TributaryError } from '../../core/failure.ts'
import { withReferences } from '../../gallery/inputs/base64-picture.ts'
import { type Inputs, openInputs } from '../../gallery/inputs/inputs.ts'
import { readInputFile } from '../../gallery/inputs/read-input-file.ts'
import { besides } from '../../gallery/sidecar.ts'
import { whyUnreadable } from '../../gallery/storage-error.ts'
import { readImageHeader } from '../../sdwui/protocol/image-header.ts'
import { type BodyRequest, requestOfBody } from '../../sdwui/protocol/request-of-body.ts'
import type { FleetOptions } from '../options/fleet-options.ts'
import type { RequestOptions } from '../options/request-options.ts'
import { userDataOf } from '../session/user-data.ts'

/** Pictures stand in a body as base64, bytes. */
const MOST_BODY_BYTES = 256 << 20
/** Names that are told of what was not used. */
const MOST_NAMES = 12
/** … and that stand in a report. */
const MOST_REPORTED = 1000
const LONGEST_NAME = 60

/** What a request begins with. */
export interface RequestSource {
  readonly fields: Readonly<Record<string, unknown>>
  readonly pictures: BodyRequest['pictures']
  /** what of it is not used, or not as it stands there */
  readonly notes: readonly Reason[]
  /** the names of that, at most MOST_REPORTED */
  readonly notUsed: readonly string[]
}

const NOTHING: RequestSource = { fields: {}, pictures: null, notes: [], notUsed: [] }

/** Reads what `--body` or `--from` names. Throws `bad-request` for what cannot be read, or is neither. */
export async function requestSource(
  { body, from, prompt, prompts }: RequestOptions,
  input: Readable = process.stdin,
): Promise<RequestSource> {
  if (body !== undefined && from !== undefined) throw refusal('cli.body-or-from')
  if (body !== undefined) return sourceOfBody(await parsedBody(body, input))
  if (from !== undefined) return await sourceOfPicture(from)
  if (prompt === undefined && prompts === undefined)
    throw new TributaryError('bad-request', reason('cli.prompt-needed'), null, { field: 'prompt' })
  return NOTHING
}

const refusal = (key: 'cli.body-or-from') => new TributaryError('bad-request', reason(key))

function sourceOfBody(body: Readonly<Record<string, unknown>>): RequestSource {
  const { fields, pictures, left } = requestOfBody(body)
  return { fields, pictures, notes: leftOf('cli.body-left', left), notUsed: reported(left) }
}

function leftOf(key: MessageKey & ('cli.body-left' | 'cli.from-left'), names: readonly string[]): Reason[] {
  if (names.length === 0) return []
  const told = names.slice(0, MOST_NAMES).map((name) => name.slice(0, LONGEST_NAME))
  return [reason(key, { fields: [...told, ...(names.length > MOST_NAMES ? ['…'] : [])].join(', ') })]
}

const reported = (names: readonly string[]): string[] =>
  names.slice(0, MOST_REPORTED).map((name) => name.slice(0, LONGEST_NAME))

/** It has fields, and none of them is one of the API: a workflow of another program, or a call of the panel of a server. */
function isForeign(body: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(body)
  const { fields } = requestOfBody(body)
  const passedOn = isRecord(fields.extra) ? Object.keys(fields.extra) : []
  return names.length > 0 && passedOn.length === names.length && !names.includes('alwayson_scripts')
}

async function parsedBody(file: string, input: Readable): Promise<Readonly<Record<string, unknown>>> {
  const name = file === '-' ? 'stdin' : basename(file)
  let value: unknown
  try {
    value = JSON.parse(file === '-' ? await textOf(input, name) : await textOfFile(file, name))
  } catch (error) {
    if (error instanceof TributaryError) throw error
    throw new TributaryError('bad-request', reason('cli.no-body', { file: name }), null, { cause: error })
  }
  if (!isRecord(value)) throw new TributaryError('bad-request', reason('cli.no-body', { file: name }))
  if (isForeign(value)) throw new TributaryError('bad-request', reason('cli.foreign-body', { file: name }))
  return value
}

async function textOfFile(file: string, name: string): Promise<string> {
  try {
    await using handle = await open(file)
    return await textOf(handle.createReadStream({ autoClose: false }), name)
  } catch (error) {
    if (error instanceof TributaryError) throw error
    const what = reason('cli.file-unreadable', { file, error: whyUnreadable(error) })
    throw new TributaryError('bad-request', what, null, { cause: error })
  }
}

async function textOf(stream: Readable, name: string): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream) {
    const part = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer)
    bytes += part.length
    if (bytes > MOST_BODY_BYTES)
      throw new TributaryError(
        'bad-request',
        reason('cli.body-too-large', { file: name, most: MOST_BODY_BYTES >> 20 }),
      )
    parts.push(part)
  }
  return decodeText(Buffer.concat(parts))
}

/** A picture tells it itself, or a text of its name beside it does; a file that is no picture is the text. */
async function sourceOfPicture(file: string): Promise<RequestSource> {
  const name = basename(file)
  const bytes = await readInputFile(file, name)
  const header = readImageHeader(bytes)
  const text = header === null ? decodeText(bytes) : (header.infotext ?? (await textBeside(file)))
  const { fields, kept, left, odd } = requestOfInfotext(text ?? '')
  if (text === null || (fields.steps === undefined && fields.sampler === undefined))
    throw new TributaryError('bad-request', reason('cli.no-infotext', { file: name }))
  const unused = [...left, ...odd.flatMap(({ key, taken }) => (taken === null ? [key] : []))]
  return {
    fields: {
      ...fields,
      extra: kept.reduce<ExtraFields>((extra, each) => withKept(extra, each.extra), {}),
      overrides: Object.assign({}, fields.overrides, ...kept.map((each) => each.overrides)),
    },
    pictures: null,
    notes: [...oddOf(odd), ...unitsOf(kept), ...leftOf('cli.from-left', left)],
    notUsed: reported(unused),
  }
}

const unitsOf = (kept: readonly KeptKey[]): Reason[] =>
  kept.flatMap(({ units = [] }) =>
    units.length === 0 ? [] : [reason('cli.from-units', { count: units.length })],
  )

const oddOf = (odd: readonly OddNumber[]): Reason[] =>
  odd.length === 0 ? [] : [reason('cli.from-odd', { numbers: odd.slice(0, MOST_NAMES).map(oddNumberWords) })]

async function textBeside(file: string): Promise<string | null> {
  for (const beside of besides(file)) {
    try {
      return decodeText(await readInputFile(beside, basename(beside)))
    } catch (error) {
      // There is none of that name.
      if (!(error instanceof TributaryError)) throw error
    }
  }
  return null
}

/**
 * The fields that a request begins with: pictures that stand in further ones as base64 (units of ControlNet and the like) are stored as they
 * are, and referred to.
 */
export async function keptFields(
  { fields }: RequestSource,
  options: Pick<FleetOptions, 'config'>,
): Promise<RequestSource['fields']> {
  if (fields.extra === undefined) return fields
  const inputs = openInputs(join(userDataOf(options), 'inputs'))
  return { ...fields, extra: await withReferences(fields.extra, inputs.keep) }
}

/** Stores the pictures of a body, and refers to them. Rejects as Inputs does for what is no picture. `told`: what was done to them. */
export async function withPictures(
  request: GenerationRequest,
  pictures: BodyRequest['pictures'],
  inputs: Inputs,
  told: (note: Reason) => void,
): Promise<GenerationRequest> {
  const { imageToImage } = request
  if (pictures === null || imageToImage === null) return request
  const add = async (picture: unknown, name: string, role: 'picture' | 'mask') => {
    if (typeof picture === 'string' && /^https?:\/\//i.test(picture))
      throw new TributaryError(
        'bad-request',
        reason('cli.picture-address', { name }),
        reason('cli.picture-address.remedy'),
      )
    const { picture: added, notes } = await inputs.addBytes(bytesOf(picture), name, role)
    for (const note of notes) told(note)
    return added
  }
  const added = []
  for (const [at, picture] of pictures.init.entries())
    added.push(await add(picture, say('cli.body-picture', { number: at + 1 }), 'picture'))
  const mask = pictures.mask === null ? null : await add(pictures.mask, say('cli.body-mask'), 'mask')
  return { ...request, inputs: added, imageToImage: { ...imageToImage, mask } }
}

/** What stands behind `data:…;base64,`, or all of it. What is no base64 is no picture either. */
function bytesOf(picture: unknown): Buffer {
  if (typeof picture !== 'string') return Buffer.alloc(0)
  const from = picture.startsWith('data:') ? picture.indexOf(',') + 1 : 0
  return Buffer.from(picture.slice(from), 'base64')
}
