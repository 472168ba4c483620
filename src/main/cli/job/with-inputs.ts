import { stat } from 'node:fs/promises'
import { titleIn, withAlwaysOn } from '../../../shared/always-on.ts'
import type { ExtraFields, Json } from '../../../shared/extra-fields.ts'
import type { GenerationRequest, ImageToImage } from '../../../shared/generation.ts'
import type { InputPicture } from '../../../shared/input-picture.ts'
import { referenceTo } from '../../../shared/input-reference.ts'
import { isRecord } from '../../../shared/is-record.ts'
import { LIMITS } from '../../../shared/limits.ts'
import { IMAGE_TO_IMAGE_DEFAULTS } from '../../../shared/request-defaults.ts'
import { runCount } from '../../../shared/run-count.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { inWords } from '../../../shared/words/say.ts'
import { TributaryError } from '../../core/failure.ts'
import { withReferences } from '../../gallery/inputs/base64-picture.ts'
import type { Inputs } from '../../gallery/inputs/inputs.ts'
import type { InputOptions } from '../options/input-options.ts'
import type { RequestOptions } from '../options/request-options.ts'
import { checkedRequest } from './checked-request.ts'
import type { UnusableFile } from './given.ts'
import { namedFiles } from './named-files.ts'

type Role = Parameters<Inputs['addFile']>[1]

/** How long nothing is said while pictures are read, ms of real time. */
const QUIET_MS = 5_000

/** Whom pictures are stored with, and who is told of it. */
export interface AddingDeps {
  readonly inputs: Inputs
  /** of what was done to a picture, or is wrong with it */
  readonly tell: (note: Reason) => void
  /** of how far it is, where there are many */
  readonly progress: (how: Reason) => void
  /** ms; absent: real time */
  readonly now?: () => number
}

/** Stores what options name, and tells what was done to it. */
class Adding {
  readonly #inputs: Inputs
  readonly #tell: (note: Reason) => void
  readonly #progress: (how: Reason) => void
  readonly #now: () => number

  constructor({ inputs, tell, progress, now = () => performance.now() }: AddingDeps) {
    this.#inputs = inputs
    this.#tell = tell
    this.#progress = progress
    this.#now = now
  }

  readonly keep = (bytes: Buffer) => this.#inputs.keep(bytes)

  async file(path: string, role: Role): Promise<InputPicture> {
    const { picture, notes } = await this.#inputs.addFile(path, role)
    for (const note of notes) this.#tell(note)
    return picture
  }

  /**
   * Two at a time. One that cannot be used is told of and left out, unless it is the only one; when one cannot be stored no other is begun,
   * and nothing is still being written when this rejects.
   */
  async files(paths: readonly string[]): Promise<AddedPictures> {
    const pictures = new Map<number, InputPicture>()
    const unusable = new Map<number, TributaryError>()
    const failures: unknown[] = []
    const left = paths.entries()
    let saidAt = this.#now()
    const lane = async () => {
      for (const [at, path] of left) {
        if (this.#now() - saidAt >= QUIET_MS) {
          saidAt = this.#now()
          this.#progress(
            reason('cli.pictures-read', { done: pictures.size + unusable.size, all: paths.length }),
          )
        }
        try {
          pictures.set(at, await this.file(path, 'picture'))
        } catch (error) {
          if (error instanceof TributaryError && error.kind === 'bad-request') unusable.set(at, error)
          else failures.push(error)
        }
        if (failures.length > 0) return
      }
    }
    await Promise.all([lane(), lane()])
    if (failures.length > 0) throw failures[0]
    const inOrder = [...unusable].sort(([one], [other]) => one - other)
    if (pictures.size === 0 && inOrder[0] !== undefined) throw inOrder[0][1]
    for (const [, { what }] of inOrder) this.#tell(what)
    return {
      pictures: [...pictures].sort(([one], [other]) => one - other).map(([, picture]) => picture),
      unusable: inOrder.map(([at, { what }]) => ({ file: paths[at] ?? '', reason: inWords(what) })),
    }
  }

  note(note: Reason): void {
    this.#tell(note)
  }
}

/** Pictures that are stored, and the files that cannot be used. */
interface AddedPictures {
  readonly pictures: InputPicture[]
  readonly unusable: readonly UnusableFile[]
}

/** Files as inputs. Rejects with what is wrong with the first where none can be used. */
export const addedPictures = (files: readonly string[], deps: AddingDeps): Promise<AddedPictures> =>
  new Adding(deps).files(files)

/**
 * A request with the pictures that options name: stored, and referred to; of several `--init` those that can be used. Throws `bad-request`
 * for what cannot be used, in words, and for more images than a job can have before any file is read.
 */
export async function withInputs(
  request: GenerationRequest,
  options: InputOptions & Pick<RequestOptions, 'from'>,
  deps: AddingDeps,
): Promise<{ readonly request: GenerationRequest; readonly unusable: readonly UnusableFile[] }> {
  const adding = new Adding(deps)
  const lacking = options.from === undefined ? 'none' : 'pictures'
  const extra = await withControlUnits(request.extra, options.controlnet ?? [], adding, lacking)
  const how = fieldsOf(options)
  const fromBefore = request.imageToImage
  if (options.init === undefined && fromBefore === null) {
    const [option] = Object.keys(how)
    if (option !== undefined || options.mask !== undefined) throw await initNeeded(options.mask, adding)
    return { request: checkedRequest({ ...request, extra }), unusable: [] }
  }
  const files = options.init === undefined ? null : await namedFiles(options.init)
  if (files !== null) refuseTooMany(request, files.length)
  const { pictures, unusable } =
    files === null ? { pictures: request.inputs, unusable: [] } : await adding.files(files)
  const mask =
    options.mask === undefined ? (fromBefore?.mask ?? null) : await adding.file(options.mask, 'mask')
  if (mask !== null) noteScaling(mask, pictures, adding)
  const made = checkedRequest({
    ...request,
    ...{ extra, inputs: pictures },
    imageToImage: { ...(fromBefore ?? IMAGE_TO_IMAGE_DEFAULTS), ...how, mask },
  })
  return { request: made, unusable }
}

/** That there is nothing to make images from, and what is wrong with the mask besides. Rejects where that cannot be stored. */
async function initNeeded(mask: string | undefined, adding: Adding): Promise<TributaryError> {
  const field = { field: 'inputs' }
  try {
    if (mask !== undefined) await adding.file(mask, 'mask')
  } catch (error) {
    if (!(error instanceof TributaryError && error.kind === 'bad-request')) throw error
    return new TributaryError(
      'bad-request',
      reason('cli.init-needed-besides', { what: error.what }),
      error.remedy,
      field,
    )
  }
  return new TributaryError('bad-request', reason('cli.init-needed'), null, field)
}

/** Throws where so many pictures make more images than a job can have. */
function refuseTooMany(request: GenerationRequest, pictures: number): void {
  const images = runCount({ ...request, inputs: [] }) * pictures * request.images
  if (images > LIMITS.images.max)
    throw new TributaryError(
      'bad-request',
      reason('request.too-many-images', { images, most: LIMITS.images.max }),
      null,
      { field: 'inputs' },
    )
}

/** Those that were given. */
function fieldsOf(options: InputOptions): Partial<ImageToImage> {
  const { denoise, resizeMode, ownSize, maskBlur, softMask, maskContent, onlyMasked, padding } = options
  const given = {
    ...{ denoisingStrength: denoise, resizeMode, ownSize, maskBlur, softMask, maskContent, onlyMasked },
    ...{ padding, invertMask: options.invertMask },
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function noteScaling(mask: InputPicture, pictures: readonly InputPicture[], adding: Adding): void {
  const others = pictures.filter(({ width, height }) => width !== mask.width || height !== mask.height)
  const [first] = others
  if (first === undefined) return
  const { width, height } = mask
  adding.note(
    others.length === 1
      ? reason('inputs.mask-scaled', { width, height, toWidth: first.width, toHeight: first.height })
      : reason('inputs.masks-scaled', { width, height, count: others.length }),
  )
}

/** Fields of a unit that hold a picture, itself or inside an object of an image and its mask. */
const PICTURE_FIELDS = new Map<string, Role>([
  ...['image', 'input_image'].map((name) => [name, 'picture'] as const),
  ...['mask', 'mask_image', 'effective_region_mask'].map((name) => [name, 'mask'] as const),
])

/**
 * The units that options give, behind those of the request. `lacking` 'pictures': those of the request are of a text, which holds none, so
 * what is given goes into them first, in their order.
 */
async function withControlUnits(
  extra: ExtraFields,
  units: readonly ExtraFields[],
  adding: Adding,
  lacking: 'none' | 'pictures',
): Promise<ExtraFields> {
  if (units.length === 0) return extra
  const scripts = isRecord(extra.alwayson_scripts) ? extra.alwayson_scripts : {}
  const title = titleIn(extra, 'ControlNet')
  const before = scripts[title]
  const args = isRecord(before) && Array.isArray(before.args) ? before.args : []
  const added: Record<string, unknown>[] = []
  for (const unit of units) added.push(await withFiles(unit, adding))
  const filled = lacking === 'none' ? 0 : Math.min(args.length, added.length)
  const told = args.map((unit: unknown, at) =>
    at < filled && isRecord(unit) ? { ...unit, ...added[at] } : unit,
  )
  return withAlwaysOn(extra, title, [...told, ...added.slice(filled)] as Json[])
}

async function withFiles(
  unit: Readonly<Record<string, unknown>>,
  adding: Adding,
): Promise<Record<string, unknown>> {
  const fields: [string, unknown][] = []
  for (const [name, value] of Object.entries(unit)) {
    const role = PICTURE_FIELDS.get(name)
    if (role !== undefined && isRecord(value)) fields.push([name, await withFiles(value, adding)])
    else if (role !== undefined && typeof value === 'string' && value !== '')
      fields.push([name, await pictureOrFile(value, role, adding)])
    else fields.push([name, value])
  }
  return Object.fromEntries(fields)
}

/** Base64 is kept as it is; what is neither that nor a reference is the name of a file. */
async function pictureOrFile(value: string, role: Role, adding: Adding): Promise<unknown> {
  const kept = await withReferences(value, adding.keep)
  if (kept !== value || value.startsWith('input:')) return kept
  if (value.length > LONGEST_PATH || (await stat(value).catch(() => null)) === null)
    throw new TributaryError('bad-request', reason('cli.no-control-file', { name: value.slice(0, 80) }))
  return referenceTo((await adding.file(value, role)).id)
}

/** Longer ones are names of no system, characters. */
const LONGEST_PATH = 4096
