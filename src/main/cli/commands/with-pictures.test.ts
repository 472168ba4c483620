import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { inWords } from '../../../shared/words/say.ts'
import { startGateway } from '../../app/over-http/gateway.ts'
import { TributaryError } from '../../core/failure.ts'
import { EXIT } from '../console/exit-codes.ts'
import type { GenerateReport } from '../job/generate-report.ts'
import { commandLine } from '../testing/command-line.ts'

const line = commandLine()
const { serve, generate, run } = line

const COLOURS = ['#c81428', '#14c828', '#2814c8']
const plain = (background: string, width = 96, height = 64) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()
/** Pictures of different colours, as a camera numbers them. */
async function pictures(count = 3): Promise<string> {
  const folder = join(line.folder, 'in')
  mkdirSync(folder)
  for (let at = 0; at < count; at++)
    writeFileSync(join(folder, `shot${at + 8}.png`), await plain(COLOURS[at % 3] ?? '', 96 + 8 * at))
  return folder
}

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'it was taken'
  } catch (error) {
    if (!(error instanceof TributaryError)) throw error
    return `${error.kind}: ${inWords(error.what).replaceAll(line.folder, '…')}`
  }
}

describe('generate --init', () => {
  test('makes images of every picture of a folder, in natural order, and tells which is of which', async () => {
    await using one = await serve('one')
    await using two = await serve('two')
    const { code, report, said } = await generate([
      ...['--worker', `one=${one.url}`, '--worker', `two=${two.url}`, '--images', '2', '--seed', '7'],
      ...['--init', await pictures(), '--denoise', '0.3', '--own-size'],
    ])
    expect(code, said).toBe(EXIT.done)
    expect(report.images.map(({ index, input }) => [index, input])).toEqual([
      ...[0, 1].map((index) => [index, 'shot8.png']),
      ...[2, 3].map((index) => [index, 'shot9.png']),
      ...[4, 5].map((index) => [index, 'shot10.png']),
    ])
    const sizes = await Promise.all(
      report.images.map(async ({ file }) => (await sharp(readFileSync(file)).metadata()).width),
    )
    expect(sizes).toEqual([96, 96, 104, 104, 112, 112])
  })

  test('says that a mask is scaled', async () => {
    await using one = await serve('one')
    const folder = await pictures(1)
    writeFileSync(join(line.folder, 'mask.png'), await plain('#fff', 32, 32))
    const { code, report, said } = await generate([
      ...['--worker', `one=${one.url}`, '--images', '1', '--init', join(folder, 'shot8.png')],
      ...['--mask', join(line.folder, 'mask.png'), '--only-masked', '--mask-content', 'fill'],
    ])
    expect(code, said).toBe(EXIT.done)
    const note = 'The mask is 32 by 32 px and its picture 96 by 64: it is scaled.'
    expect(said).toContain(note)
    expect(report.notes).toEqual([note])
  })

  test.each([
    ['a file that is not there', ['--init', 'none.png'], 'bad-request: none.png names no picture file.'],
    [
      'options for pictures without one',
      ['--denoise', '0.4'],
      'bad-request: Give the pictures to make images from with --init.',
    ],
  ])('refuses %s', async (_, args, words) => {
    await using one = await serve('one')
    expect(await refusal(generate(['--worker', one.url, '--images', '1', ...args]))).toBe(words)
  })

  test('says what is wrong with a mask besides that there is no picture to go with it', async () => {
    await using one = await serve('one')
    const mask = join(line.folder, 'notes.txt')
    writeFileSync(mask, 'paint the sky')
    expect(await refusal(generate(['--worker', one.url, '--images', '1', '--mask', mask]))).toMatch(
      /^bad-request: notes\.txt .*\. And give the pictures to make images from with --init\.$/,
    )
  })

  test('makes images of the pictures that can be used, and names the broken one', async () => {
    await using one = await serve('one')
    const folder = await pictures()
    const whole = readFileSync(join(folder, 'shot9.png'))
    writeFileSync(join(folder, 'shot9.png'), whole.subarray(0, whole.length - 20))
    const words = 'shot9.png is damaged or not complete: it cannot be decoded.'
    const { code, report, said } = await generate(['--worker', one.url, '--images', '1', '--init', folder])
    expect(code, said).toBe(EXIT.incomplete)
    expect(said).toContain(words)
    expect(report.images.map(({ input }) => input)).toEqual(['shot8.png', 'shot10.png'])
    expect(report).toMatchObject({
      ...{ stored: 2, failed: 0, notes: [words] },
      unusable: [{ file: join(folder, 'shot9.png'), reason: words }],
    })
    // Alone it is all there is.
    const alone = ['--worker', one.url, '--init', join(folder, 'shot9.png')]
    expect(await refusal(generate(alone))).toBe(`bad-request: ${words}`)
  })
})

describe('upscale', () => {
  test('makes every picture larger once', async () => {
    await using one = await serve('one')
    const folder = await pictures()
    const { code, result, said } = await run([
      ...['upscale', join(folder, 'shot*.png'), '--upscaler', 'Lanczos', '--scale', '2'],
      ...['--worker', `one=${one.url}`, '--out', join(line.folder, 'out')],
    ])
    expect(code, said).toBe(EXIT.done)
    const { images } = result as GenerateReport
    expect(images.map(({ input }) => input)).toEqual(['shot8.png', 'shot9.png', 'shot10.png'])
    for (const [at, { file }] of images.entries()) {
      const { width, height } = await sharp(readFileSync(file)).metadata()
      expect([width, height]).toEqual([2 * (96 + 8 * at), 128])
    }
  })

  test('shows how they would be divided with --plan, and makes none', async () => {
    await using one = await serve('one')
    const { code, result, said } = await run([
      ...['upscale', await pictures(), '--upscaler', 'Lanczos', '--plan', '--worker', `one=${one.url}`],
    ])
    expect(code, said).toBe(EXIT.done)
    expect(result).toMatchObject({ pictureNotes: [], leftOut: [] })
    expect(existsSync(join(line.folder, 'out'))).toBe(false)
  })
})

describe('pictures that are not stored any more', () => {
  const gone = `input:${'ab'.repeat(32)}`

  test.each(['generate', 'plan'])(
    'are named by %s, with what to do, before anything is sent',
    async (command) => {
      await using one = await serve('one')
      const unit = JSON.stringify({ image: gone, module: 'none', model: 'canny' })
      const args = ['--worker', `one=${one.url}`, '--prompt', 'a', '--images', '1', '--controlnet', unit]
      expect(await refusal(run([command, ...args]))).toBe(
        'bad-request: A picture of this request is not stored here: the picture of ControlNet unit 1.',
      )
      expect(one.images).toBe(0)
    },
  )

  test('end a job that was under way, which is not said to be resumable then', async () => {
    const folder = await pictures(1)
    await using lame = await serve('lame', { faults: ['500'] })
    await using gateway = await startGateway(lame.url, ({ path }) => {
      if (path.endsWith('/img2img'))
        rmSync(join(line.folder, 'config', 'inputs'), { recursive: true, force: true })
      return undefined
    })
    const { code, said } = await generate([
      ...['--worker', `lame=${gateway.url}`, '--images', '1', '--init', join(folder, 'shot8.png')],
    ])
    expect(code, said).toBe(EXIT.incomplete)
    expect(said).toContain('is not stored here any more: shot8.png.')
    expect(said).not.toContain('Run "resume')
  })

  test('keep a job from being resumed until they are given again', async () => {
    const folder = await pictures(1)
    const file = join(folder, 'shot8.png')
    await using lame = await serve('lame', { faults: ['500'] })
    const init = ['--init', file, '--denoise', '0.5']
    const failed = await generate(['--worker', `lame=${lame.url}`, '--images', '1', ...init])
    expect(failed.code, failed.said).toBe(EXIT.incomplete)
    rmSync(join(line.folder, 'config', 'inputs'), { recursive: true })

    await using one = await serve('one')
    const resume = ['resume', '1', '--worker', `one=${one.url}`]
    const error = await run(resume).catch((thrown: unknown) => thrown)
    if (!(error instanceof TributaryError)) throw error
    const { remedy } = error
    expect([error.kind, inWords(error.what), remedy && inWords(remedy)]).toEqual([
      'bad-request',
      'A picture that job 1 is made from is not stored here any more: shot8.png.',
      'Give “plan” the same file as the job was given it (--init, --mask, --controlnet): that stores it again. Then resume the job.',
    ])
    expect(one.images).toBe(0)

    const again = await run(['plan', '--prompt', 'a', '--worker', `one=${one.url}`, ...init])
    expect(again.code, again.said).toBe(EXIT.done)
    const resumed = await run(resume)
    expect(resumed.code, resumed.said).toBe(EXIT.done)
  })
})
