import type { Metadata, Sharp, SharpOptions } from 'sharp'
import type { InputRole } from '../../../shared/input-picture.ts'
import { LIMITS } from '../../../shared/limits.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { TributaryError } from '../../core/failure.ts'
import { readImageHeader } from '../../sdwui/protocol/image-header.ts'
import { loadSharp } from '../load-sharp.ts'
import { whatWasThrown } from '../storage-error.ts'
import { formatOf, type InputFormat, isAnimatedPng } from './picture-kind.ts'

/** A picture as it is stored and sent. */
export interface PreparedInput {
  readonly bytes: Buffer
  readonly format: InputFormat
  /** px */
  readonly width: number
  readonly height: number
  /** what was done to it that a person should know */
  readonly notes: readonly Reason[]
  /** a picture of which a part was transparent */
  readonly shaped: boolean
}

/** Transparent parts show it, as sdwui's own option `img2img_background_color` has them. */
const BACKGROUND = '#ffffff'
const OPTIONS: SharpOptions = {
  failOn: 'error',
  limitInputPixels: LIMITS.inputPixels,
  sequentialRead: true,
}

/**
 * A picture as servers of all kinds read it the same way: upright, sRGB, 8 bits a channel, without alpha, one frame. A PNG or JPEG that is so
 * already stays as it is, else it becomes a PNG. A mask becomes grey: its alpha where it has some, else its lightness (white is painted
 * anew). Throws `bad-request` for what is no picture, is not whole, or has more pixels than LIMITS allow; nothing is decoded before that is known.
 */
export async function prepareInput(bytes: Buffer, name: string, role: InputRole): Promise<PreparedInput> {
  const format = formatOf(bytes)
  if (format === null)
    throw new TributaryError(
      'bad-request',
      reason('inputs.no-picture', { name }),
      reason('inputs.no-picture.remedy'),
    )
  const sharp = await loadSharp().catch((error: unknown) => {
    throw new TributaryError('internal', reason('inputs.no-library', { error: whatWasThrown(error) }))
  })
  const open = () => sharp(bytes, OPTIONS)
  try {
    const facts = await sharp(bytes, { ...OPTIONS, limitInputPixels: false }).metadata()
    checkSize(facts, name)
    const notes = framesNote(format, facts, bytes, name)
    const made = role === 'mask' ? await asMask(open, facts) : await asPicture(open, { facts, bytes, format })
    return { ...made, notes, shaped: role === 'picture' && (await isShaped(open, facts)) }
  } catch (error) {
    if (error instanceof TributaryError) throw error
    throw new TributaryError(
      'bad-request',
      reason('inputs.broken', { name }),
      reason('inputs.broken.remedy'),
      { cause: error },
    )
  }
}

function checkSize({ width, height }: Metadata, name: string): void {
  const refused = (what: Reason) => new TributaryError('bad-request', what, reason('inputs.smaller.remedy'))
  if (Math.max(width, height) > LIMITS.inputSide)
    throw refused(reason('inputs.too-long-side', { name, width, height, most: LIMITS.inputSide }))
  if (width * height > LIMITS.inputPixels)
    throw refused(
      reason('inputs.too-many-pixels', {
        name,
        megapixels: Math.ceil((width * height) / 1e6),
        most: LIMITS.inputPixels / 1e6,
      }),
    )
}

function framesNote(format: InputFormat, { pages = 1 }: Metadata, bytes: Buffer, name: string): Reason[] {
  if (format === 'tiff') return pages > 1 ? [reason('inputs.first-page', { name })] : []
  const moves = pages > 1 || (format === 'png' && isAnimatedPng(bytes))
  return moves ? [reason('inputs.first-frame', { name })] : []
}

type Made = Omit<PreparedInput, 'notes' | 'shaped'>

interface Source {
  readonly facts: Metadata
  readonly bytes: Buffer
  readonly format: InputFormat
}

async function asPicture(open: () => Sharp, source: Source): Promise<Made> {
  if (isAsSent(source)) {
    await decodeAll(open, source)
    const { bytes, format, facts } = source
    return { bytes, format, width: facts.width, height: facts.height }
  }
  return png(open().autoOrient().flatten({ background: BACKGROUND }).toColourspace('srgb'))
}

/** Servers would see in it what we do. */
function isAsSent({ facts, bytes, format }: Source): boolean {
  const { orientation = 1, depth, space, hasAlpha } = facts
  if (format !== 'jpeg' && !(format === 'png' && !isAnimatedPng(bytes))) return false
  return (
    orientation === 1 &&
    depth === 'uchar' &&
    (space === 'srgb' || space === 'b-w') &&
    !hasAlpha &&
    isSrgb(facts)
  )
}

/** By the name in its colour profile, which is ASCII or UTF-16; without one it is. */
function isSrgb({ icc }: Metadata): boolean {
  if (icc === undefined) return true
  const text = icc.toString('latin1').replaceAll('\0', '')
  return text.includes('sRGB')
}

/** Fails on a picture that ends too early, or is damaged inside; keeps nothing of it. */
async function decodeAll(open: () => Sharp, { bytes, format }: Source): Promise<void> {
  // Of a JPEG the library knows; phones put more behind its end.
  if (format === 'png' && readImageHeader(bytes)?.whole !== true)
    throw new Error('the file ends before the picture does')
  await open().resize(64, 64, { fit: 'fill', fastShrinkOnLoad: false }).raw().toBuffer()
}

const isShaped = async (open: () => Sharp, { hasAlpha }: Metadata): Promise<boolean> =>
  hasAlpha && !(await open().stats()).isOpaque

async function asMask(open: () => Sharp, facts: Metadata): Promise<Made> {
  const mask = (await isShaped(open, facts))
    ? open().autoOrient().extractChannel('alpha')
    : open().autoOrient().flatten({ background: BACKGROUND }).greyscale()
  return png(mask.toColourspace('b-w'))
}

async function png(picture: Sharp): Promise<Made> {
  const { data, info } = await picture.png({ compressionLevel: 6 }).toBuffer({ resolveWithObject: true })
  return { bytes: data, format: 'png', width: info.width, height: info.height }
}

/** A mask in another size, as PNG. */
export async function scaleMask(
  bytes: Buffer,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Buffer> {
  const sharp = await loadSharp()
  return sharp(bytes, OPTIONS).resize(width, height, { fit: 'fill' }).toColourspace('b-w').png().toBuffer()
}
