import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unitsIn } from '../../../shared/control-units.ts'
import type { ExtraFields } from '../../../shared/extra-fields.ts'
import { inWords } from '../../../shared/words/say.ts'
import { type Inputs, openInputs } from '../../gallery/inputs/inputs.ts'
import { drawPicture } from '../../simulator/draw-picture.ts'
import { requestOf } from './request-of.ts'
import { requestSource, withPictures } from './request-source.ts'
import { withInputs } from './with-inputs.ts'

const INFOTEXT =
  'a tower\nNegative prompt: fog\nSteps: 30, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7.0, Seed: 6, Size: 640x512, Version: v1.10.1'
const TOLD = {
  prompt: 'a tower',
  negativePrompt: 'fog',
  steps: 30,
  sampler: 'DPM++ 2M',
  scheduler: 'Karras',
  seed: 6,
}

let folder = ''
const file = async (name: string, content: string | Uint8Array) => {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}
const picture = (infotext: string | null, format: 'png' | 'jpg' | 'webp' = 'png') =>
  drawPicture({
    ...{ prompt: 'x', seed: 1, subseed: 1, subseedStrength: 0, width: 64, height: 64 },
    infotext,
    format,
  })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-source-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('--from', () => {
  it.each(['png', 'jpg', 'webp'] as const)('takes the settings of a picture: %s', async (format) => {
    const from = await file(`a.${format}`, await picture(INFOTEXT, format))
    const source = await requestSource({ from })
    expect(source.fields).toMatchObject(TOLD)
    expect(source.notes.map((note) => inWords(note))).toEqual(['Not used of the settings: Version'])
    expect(requestOf({ steps: 5 }, source.fields)).toMatchObject({
      ...TOLD,
      steps: 5,
      width: 640,
      images: 12,
    })
  })
  it('takes those of a text, and of the text beside a picture without any', async () => {
    expect((await requestSource({ from: await file('infotext.txt', INFOTEXT) })).fields).toMatchObject(TOLD)
    const bare = await file('bare.png', await picture(null))
    await expect(requestSource({ from: bare })).rejects.toThrow(
      'bare.png does not tell how a picture was made.',
    )
    await file('bare.txt', INFOTEXT)
    expect((await requestSource({ from: bare })).fields).toMatchObject(TOLD)
  })
  it('keeps what can be sent beside the fields, units of ControlNet among them, which take their pictures from --controlnet', async () => {
    const text = `${INFOTEXT}, Eta: 0.31, Pad conds: True, ControlNet 0: "Module: canny, Model: edges [0123abcd], Weight: 0.5, Pixel Perfect: True", ControlNet 1: "Module: None, Model: pose, Weight: 1"`
    const { fields, notes, notUsed } = await requestSource({ from: await file('units.txt', text) })
    expect(notUsed).toEqual(['Version'])
    expect(notes.map((note) => inWords(note))[0]).toMatch(
      /^The settings have 2 ControlNet units without pictures, .* with --controlnet, or start from one with --init\.$/,
    )
    const begun = requestOf({}, fields)
    expect(begun.overrides).toEqual({ pad_cond_uncond: true })
    const drawn = await file('edges.png', await picture(null))
    const given = [{ image: drawn }, { image: drawn, weight: 0.7 }, { module: 'depth', image: drawn }]
    const add = (controlnet: ExtraFields[], from?: string) =>
      withInputs(
        begun,
        { controlnet, ...(from === undefined ? {} : { from }) },
        { inputs: openInputs(join(folder, 'inputs')), tell: () => {}, progress: () => {} },
      )
    const unitsOf = async (...how: Parameters<typeof add>) =>
      unitsIn((await add(...how)).request.extra).map((unit) => [
        ...[unit.module, unit.model, unit.weight, 'image' in unit],
      ])
    expect(begun.extra.eta).toBe(0.31)
    expect(await unitsOf(given, 'units.txt')).toEqual([
      ['canny', 'edges [0123abcd]', 0.5, true],
      ['None', 'pose', 0.7, true],
      ['depth', undefined, undefined, true],
    ])
    // Those of a body are whole: what is given comes beside them.
    expect((await unitsOf(given)).map(([module]) => module)).toEqual([
      'canny',
      'None',
      undefined,
      undefined,
      'depth',
    ])
  })
  it('takes the nearest number that is allowed, and says so', async () => {
    const text = INFOTEXT.replace('Steps: 30', 'Steps: 300').replace('Seed: 6', 'Seed: 99999999999')
    const { fields, notes, notUsed } = await requestSource({ from: await file('odd.txt', text) })
    expect(requestOf({}, fields)).toMatchObject({ steps: 150, seed: -1 })
    expect(notes.map((note) => inWords(note))).toEqual([
      'Numbers of the settings that cannot be as they are, the nearest that is allowed is taken: Steps: 150 in place of 300; Seed: 99999999999 is left out',
      'Not used of the settings: Version',
    ])
    expect(notUsed).toEqual(['Version', 'Seed'])
  })
  it('refuses what tells nothing, and what is not there', async () => {
    const from = await file('poem.txt', 'a tower stood')
    await expect(requestSource({ from })).rejects.toThrow('poem.txt does not tell how a picture was made.')
    await expect(requestSource({ from: join(folder, 'none') })).rejects.toMatchObject({ kind: 'bad-request' })
  })
})

describe('--body', () => {
  const body = {
    prompt: 'a boat',
    steps: 12,
    batch_size: 2,
    n_iter: 2,
    save_images: true,
    comments: {},
    eta: 0.5,
  }
  it('takes a body from a file', async () => {
    const source = await requestSource({ body: await file('body.json', JSON.stringify(body)) })
    expect(requestOf({}, source.fields)).toMatchObject({
      ...{ prompt: 'a boat', steps: 12, images: 4, sampler: 'Euler', saveOnWorker: true },
      extra: { eta: 0.5 },
    })
    expect(source.notes.map((note) => inWords(note))).toEqual(['Not used of the body: comments'])
  })
  it('takes one from standard input', async () => {
    const source = await requestSource({ body: '-' }, Readable.from([JSON.stringify(body)]))
    expect(source.fields).toMatchObject({ prompt: 'a boat' })
  })
  it.each(['[1]', '{"a":', '"text"', ''])('refuses %j, which is none', async (text) => {
    await expect(requestSource({ body: '-' }, Readable.from([text]))).rejects.toThrow(
      'stdin is no request body',
    )
  })
  it.each([
    ['a workflow of another program', { 3: { class_type: 'KSampler', inputs: {} } }],
    ['a call of a server’s panel', { fn_index: 3, data: ['a boat'] }],
  ])('refuses %s, which would make a picture of nothing', async (_, foreign) => {
    await expect(requestSource({ body: '-' }, Readable.from([JSON.stringify(foreign)]))).rejects.toThrow(
      'it has no field of the API of stable-diffusion-webui',
    )
  })
  it.each(['{}', '{"alwayson_scripts":{"ADetailer":{"args":[true]}}}', '{"steps":20,"new_field":1}'])(
    'takes %s',
    async (text) => {
      await expect(requestSource({ body: '-' }, Readable.from([text]))).resolves.toBeDefined()
    },
  )
  it('refuses an address in place of a picture, and says what to do', async () => {
    const address = 'https://example.com/a.png'
    const source = await requestSource(
      { body: '-' },
      Readable.from([JSON.stringify({ prompt: 'a boat', init_images: [address] })]),
    )
    const inputs = { addBytes: () => Promise.reject(new Error('nothing is added')) } as unknown as Inputs
    await expect(
      withPictures(requestOf({}, source.fields), source.pictures, inputs, () => {}),
    ).rejects.toThrow('picture 1 of the body is an address, and pictures are not fetched from others.')
  })
  it('refuses a field of another type by its name', async () => {
    const source = await requestSource({ body: '-' }, Readable.from(['{"steps": "many"}']))
    expect(() => requestOf({}, source.fields)).toThrow('Steps')
  })
})

it('needs a prompt where nothing else tells one', async () => {
  await expect(requestSource({})).rejects.toThrow('Say what the picture should show with --prompt.')
  await expect(requestSource({ body: 'a', from: 'b' })).rejects.toThrow(
    'Give either --body or --from, not both.',
  )
  expect(await requestSource({ prompt: '' })).toMatchObject({ fields: {}, pictures: null })
})
