import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { InputId } from '../../../shared/input-picture.ts'
import { cpuMs } from '../../../shared/testing/growth.ts'
import { inWords } from '../../../shared/words/say.ts'
import { TributaryError } from '../../core/failure.ts'
import { type Inputs, openInputs } from './inputs.ts'

let folder: string
let inputs: Inputs
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-inputs-'))
  inputs = openInputs(join(folder, 'inputs'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** as it is read back, in three channels */
const GREY = (level: number) => [level, level, level]
const RED = { r: 200, g: 20, b: 40 }
const plain = (width = 24, height = 16) => sharp({ create: { width, height, channels: 3, background: RED } })
/** left half red, right half blue */
const halves = (width = 24, height = 16) =>
  plain(width, height).composite([
    {
      input: { create: { width: width / 2, height, channels: 3, background: '#0000ff' } },
      left: width / 2,
      top: 0,
    },
  ])
const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })

async function storedFile(id: InputId): Promise<Buffer> {
  const found = await inputs.find(id)
  if (found === null) throw new Error('it is not stored')
  return readFileSync(found.path)
}
const facts = async (id: InputId) => sharp(await storedFile(id)).metadata()
const colourAt = async (id: InputId, left: number, top: number) => [
  ...(await sharp(await storedFile(id))
    .extract({ left, top, width: 1, height: 1 })
    .raw()
    .toBuffer()),
]

async function refusal(work: Promise<unknown>): Promise<{ kind: string; words: string }> {
  const error = await work.then(
    () => new Error('it was taken'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof TributaryError)) throw error
  return { kind: error.kind, words: inWords(error.what) }
}

describe('a picture that was transparent in part', () => {
  it('comes with a mask of what was opaque in it', async () => {
    const bytes = await sharp({ create: { width: 24, height: 16, channels: 4, background: '#00000000' } })
      .composite([{ input: await plain(12, 16).png().toBuffer(), left: 0, top: 0 }])
      .png()
      .toBuffer()
    const added = await inputs.addBytes(bytes, 'cut.png', 'picture')
    expect(added.shape).toMatchObject({ name: 'cut.png', width: 24, height: 16 })
    const { id } = added.shape ?? added.picture
    expect(await colourAt(id, 3, 3)).toEqual(GREY(255))
    expect(await colourAt(id, 20, 3)).toEqual(GREY(0))
  })
  it('does not where all of it is opaque, or where it is a mask itself', async () => {
    const opaque = await plain().ensureAlpha().png().toBuffer()
    expect((await inputs.addBytes(opaque, 'opaque.png', 'picture')).shape).toBeNull()
    expect((await inputs.addBytes(await plain().png().toBuffer(), 'red.png', 'picture')).shape).toBeNull()
  })
})

describe('a picture that is added', () => {
  it('is stored once under the SHA-256 of its bytes, for its owner only', async () => {
    const bytes = await plain().png().toBuffer()
    const first = await inputs.addBytes(bytes, 'red.png', 'picture')
    writeFileSync(join(folder, 'other name.png'), bytes)
    const second = await inputs.addFile(join(folder, 'other name.png'), 'picture')
    expect(first.picture).toEqual({
      id: createHash('sha256').update(bytes).digest('hex'),
      name: 'red.png',
      width: 24,
      height: 16,
    })
    expect(second.picture).toEqual({ ...first.picture, name: 'other name.png' })
    expect(readdirSync(join(folder, 'inputs'))).toEqual([`${first.picture.id}.png`])
    expect(await storedFile(first.picture.id)).toEqual(bytes)
    if (process.platform !== 'win32') {
      expect(statSync(join(folder, 'inputs')).mode & 0o777).toBe(0o700)
      expect(statSync(join(folder, 'inputs', `${first.picture.id}.png`)).mode & 0o777).toBe(0o600)
    }
  })

  it('keeps a plain JPEG as it is', async () => {
    const bytes = await plain().jpeg().toBuffer()
    const { picture } = await inputs.addBytes(bytes, 'red.png', 'picture')
    expect(await storedFile(picture.id)).toEqual(bytes)
    expect((await inputs.find(picture.id))?.format).toBe('jpeg')
  })

  it.each(['webp', 'gif', 'avif', 'tiff'] as const)('becomes a PNG from %s', async (format) => {
    const { picture, notes } = await inputs.addBytes(
      await plain().toFormat(format).toBuffer(),
      'x',
      'picture',
    )
    expect(await facts(picture.id)).toMatchObject({ format: 'png', width: 24, height: 16, channels: 3 })
    expect(notes).toEqual([])
  })

  it('is turned upright by its EXIF', async () => {
    const { picture } = await inputs.addBytes(
      await halves().withMetadata({ orientation: 6 }).jpeg({ quality: 100 }).toBuffer(),
      'turned.jpg',
      'picture',
    )
    expect(picture).toMatchObject({ width: 16, height: 24 })
    expect((await facts(picture.id)).orientation).toBeUndefined()
    // The left half is on top now.
    expect((await colourAt(picture.id, 8, 2))[0]).toBeGreaterThan(150)
    expect((await colourAt(picture.id, 8, 21))[2]).toBeGreaterThan(200)
  })

  it.each([
    ['CMYK', () => plain().toColourspace('cmyk').jpeg().toBuffer()],
    ['16 bits', () => plain().toColourspace('rgb16').png().toBuffer()],
    ['another colour profile', () => plain().withIccProfile('p3').png().toBuffer()],
  ])('of %s comes to sRGB of 8 bits', async (_, make) => {
    const { picture } = await inputs.addBytes(await make(), 'x', 'picture')
    expect(await facts(picture.id)).toMatchObject({ space: 'srgb', depth: 'uchar', channels: 3 })
    expect((await facts(picture.id)).icc).toBeUndefined()
    const [r = 0, g = 0, b = 0] = await colourAt(picture.id, 3, 3)
    expect(r).toBeGreaterThan(170)
    expect(Math.max(g, b)).toBeLessThan(90)
  })

  it('shows white where it was transparent', async () => {
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer()
    const { picture } = await inputs.addBytes(bytes, 'clear.png', 'picture')
    expect(await facts(picture.id)).toMatchObject({ hasAlpha: false })
    expect(await colourAt(picture.id, 4, 4)).toEqual([255, 255, 255])
  })

  it.each(['gif', 'webp'] as const)('of a %s that moves is its first frame, and says so', async (format) => {
    const frames = await sharp(
      Buffer.concat([
        await plain(8, 8).raw().toBuffer(),
        await sharp({ create: { width: 8, height: 8, channels: 3, background: '#0000ff' } })
          .raw()
          .toBuffer(),
      ]),
      { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } },
    )
      .toFormat(format)
      .toBuffer()
    const { picture, notes } = await inputs.addBytes(frames, `wave.${format}`, 'picture')
    expect(picture).toMatchObject({ width: 8, height: 8 })
    expect((await colourAt(picture.id, 4, 4))[0]).toBeGreaterThan(150)
    expect(notes.map((note) => inWords(note))).toEqual([
      `wave.${format} is animated: its first frame is used.`,
    ])
  })
})

describe('a mask', () => {
  it('is its alpha where it has some', async () => {
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#ffffff00' } })
      .composite([
        { input: { create: { width: 4, height: 8, channels: 4, background: '#000000ff' } }, left: 0, top: 0 },
      ])
      .png()
      .toBuffer()
    const { picture } = await inputs.addBytes(bytes, 'mask.png', 'mask')
    expect(await facts(picture.id)).toMatchObject({ channels: 1, depth: 'uchar' })
    expect([await colourAt(picture.id, 1, 1), await colourAt(picture.id, 6, 6)]).toEqual([GREY(255), GREY(0)])
  })

  it('is its lightness where it has none', async () => {
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#ffffffff' } })
      .composite([
        { input: { create: { width: 4, height: 8, channels: 3, background: '#000' } }, left: 0, top: 0 },
      ])
      .png()
      .toBuffer()
    const { picture } = await inputs.addBytes(bytes, 'mask.png', 'mask')
    expect([await colourAt(picture.id, 1, 1), await colourAt(picture.id, 6, 6)]).toEqual([GREY(0), GREY(255)])
  })

  it('is scaled to another size, the same each time', async () => {
    const { picture } = await inputs.addBytes(await plain().png().toBuffer(), 'mask.png', 'mask')
    const size = { width: 48, height: 40 }
    const [first, again] = await Promise.all([
      inputs.scaled(picture.id, size),
      inputs.scaled(picture.id, size),
    ])
    expect(again).toBe(first)
    expect(await facts(first)).toMatchObject({ ...size, channels: 1 })
  })
})

describe('a picture that cannot be used', () => {
  it.each([
    ['text', Buffer.from('this is no picture at all, really')],
    ['nothing', Buffer.alloc(0)],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')],
  ])('because it is %s is refused', async (_, bytes) => {
    expect(await refusal(inputs.addBytes(bytes, 'notes.png', 'picture'))).toEqual({
      kind: 'bad-request',
      words: 'notes.png is no picture that can be used.',
    })
    expect(existsSync(join(folder, 'inputs'))).toBe(false)
  })

  it.each(['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const)(
    'because a %s ends too early is refused',
    async (format) => {
      const whole = await noise(120, 80).toFormat(format).toBuffer()
      for (const share of [0.1, 0.5, 0.9])
        expect(
          await refusal(inputs.addBytes(whole.subarray(0, whole.length * share), 'half', 'picture')),
          String(share),
        ).toEqual({ kind: 'bad-request', words: 'half is damaged or not complete: it cannot be decoded.' })
      expect(existsSync(join(folder, 'inputs'))).toBe(false)
    },
  )

  it('because bytes inside it are wrong is refused', async () => {
    const bytes = await noise(300, 200).png().toBuffer()
    const middle = bytes.length >> 1
    bytes.fill(7, middle, middle + 400)
    expect((await refusal(inputs.addBytes(bytes, 'x.png', 'picture'))).words).toContain('damaged')
  })

  it('because it has 200 megapixels is refused before it is decoded', async () => {
    const bytes = await plain().png().toBuffer()
    bytes.writeUInt32BE(20_000, 16)
    bytes.writeUInt32BE(10_000, 20)
    bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29)
    const refused = () => refusal(inputs.addBytes(bytes, 'huge.png', 'picture'))
    expect(await refused()).toEqual({
      kind: 'bad-request',
      words: 'huge.png has 200 megapixels; at most 100 can be used.',
    })
    expect(await cpuMs(refused)).toBeLessThan(1_000)
  })

  it('because its file is too large, a folder, or not there is refused', async () => {
    writeFileSync(join(folder, 'large.png'), Buffer.alloc(64 * 1024 * 1024 + 1))
    expect((await refusal(inputs.addFile(join(folder, 'large.png'), 'picture'))).words).toBe(
      'large.png has 68 MB; at most 67 MB can be used.',
    )
    expect((await refusal(inputs.addFile(folder, 'picture'))).words).toContain(
      'is no picture that can be used',
    )
    expect((await refusal(inputs.addFile(join(folder, 'none.png'), 'picture'))).words).toMatch(
      /^none\.png cannot be read: there is no such file\.$/,
    )
  })
})

describe('what is read of it', () => {
  it('comes in pieces, as many bytes as are told', async () => {
    const bytes = await noise(600, 500).png().toBuffer()
    const { picture } = await inputs.addBytes(bytes, 'x.png', 'picture')
    const pieces: Buffer[] = []
    for await (const piece of inputs.read(picture.id)) pieces.push(Buffer.from(piece))
    expect(await inputs.size(picture.id)).toBe(bytes.length)
    expect(pieces.length).toBeGreaterThan(2)
    expect(Buffer.concat(pieces)).toEqual(bytes)
  })

  it('is said to be gone where it is', async () => {
    const id = InputId.parse('a'.repeat(64))
    expect(await refusal(inputs.size(id))).toEqual({
      kind: 'not-found',
      words: 'The input image aaaaaaaaaaaa is not stored any more.',
    })
  })

  it('says why nothing can be stored', async () => {
    if (process.platform === 'win32' || process.getuid?.() === 0) return
    chmodSync(folder, 0o500)
    const refused = await refusal(inputs.addBytes(await plain().png().toBuffer(), 'x.png', 'picture'))
    chmodSync(folder, 0o700)
    expect(refused.kind).toBe('storage-denied')
  })
})

describe('bytes that are kept as they are', () => {
  it('are those of pictures, turned or not', async () => {
    const bytes = await plain().withMetadata({ orientation: 6 }).webp().toBuffer()
    const id = await inputs.keep(bytes)
    expect(id === null ? null : await storedFile(id)).toEqual(bytes)
    expect(await inputs.keep(Buffer.from('prompt words, and more of them'))).toBeNull()
  })
})

describe('the purge', () => {
  const old = new Date(Date.now() - 40 * 24 * 3600_000)
  const age = (name: string) => utimesSync(join(folder, 'inputs', name), old, old)

  it('deletes what was not used for long and nothing refers to, and what a crash left', async () => {
    const [needed, unneeded, fresh] = await Promise.all(
      [10, 11, 12].map(
        async (side) =>
          (
            await inputs.addBytes(
              await plain(side, side + 1)
                .png()
                .toBuffer(),
              'x',
              'picture',
            )
          ).picture.id,
      ),
    )
    writeFileSync(join(folder, 'inputs', 'half.png.1.part'), 'x')
    writeFileSync(join(folder, 'inputs', 'notes.txt'), 'somebody else’s')
    for (const name of [`${needed}.png`, `${unneeded}.png`, 'half.png.1.part', 'notes.txt']) age(name)
    const before = Date.now() - 30 * 24 * 3600_000
    const count = await inputs.purge(
      before,
      async () => new Set([String(needed)]),
      new AbortController().signal,
    )
    expect(count).toBe(2)
    expect(readdirSync(join(folder, 'inputs')).sort()).toEqual(
      [`${needed}.png`, `${fresh}.png`, 'notes.txt'].sort(),
    )
  })

  it('spares what was used since', async () => {
    const bytes = await plain().png().toBuffer()
    const { picture } = await inputs.addBytes(bytes, 'x', 'picture')
    age(`${picture.id}.png`)
    await inputs.size(picture.id)
    const asked = async () => {
      throw new Error('nobody needs to be asked')
    }
    expect(await inputs.purge(Date.now() - 1e9, asked, new AbortController().signal)).toBe(0)
    expect(inputs.has(picture.id)).toBe(true)
  })
})
