import { existsSync } from 'node:fs'
import { rm, utimes } from 'node:fs/promises'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../../shared/generation.ts'
import { type InputId, InputPicture } from '../../../shared/input-picture.ts'
import { referenceTo } from '../../../shared/input-reference.ts'
import { IMAGE_TO_IMAGE_DEFAULTS } from '../../../shared/request-defaults.ts'
import { inWords } from '../../../shared/words/say.ts'
import { TributaryError } from '../../core/failure.ts'
import { HttpBench } from './bench.ts'

const LONG_AGO = new Date('2020-01-01')
const BLANK = { width: 16, height: 16, channels: 3 } as const

const addTo = async ({ app: { inputs } }: HttpBench, background: string, name: string) => {
  const bytes = await sharp({ create: { ...BLANK, background } })
    .png()
    .toBuffer()
  return (await inputs.addBytes(bytes, name, 'picture')).picture
}
const pathOf = async (bench: HttpBench, id: InputId) => {
  const found = await bench.app.inputs.find(id)
  if (found === null) throw new Error('it is not stored')
  return found.path
}

it('pictures that a preset names are kept, however old they are; what nothing names goes', async () => {
  await using bench = await HttpBench.open()
  const [start, mask, control, unused] = [
    await addTo(bench, '#a00', 'start.png'),
    await addTo(bench, '#0a0', 'mask.png'),
    await addTo(bench, '#00a', 'control.png'),
    await addTo(bench, '#aa0', 'unused.png'),
  ]
  const paths = await Promise.all([start, mask, control, unused].map(({ id }) => pathOf(bench, id)))
  for (const path of paths) await utimes(path, LONG_AGO, LONG_AGO)
  const request: GenerationRequest = {
    ...{ ...DEFAULT_REQUEST, inputs: [start] },
    imageToImage: { ...IMAGE_TO_IMAGE_DEFAULTS, ownMasks: { [start.id]: mask } },
    extra: { alwayson_scripts: { ControlNet: { args: [{ image: referenceTo(control.id) }] } } },
  }
  const preset = { id: 'one', name: 'Boats', picture: null, request }
  await bench.app.handlers.updateSettings({ patch: { presets: [preset] } })
  await bench.app.stop()
  await bench.openApp({ resume: true })
  const gone = paths.at(-1) ?? ''
  await expect.poll(() => existsSync(gone)).toBe(false)
  expect(paths.map((path) => existsSync(path))).toEqual([true, true, true, false])

  await bench.app.handlers.updateSettings({ patch: { presets: [] } })
  await bench.app.stop()
  await bench.openApp({ resume: true })
  await expect.poll(() => paths.map((path) => existsSync(path))).toEqual([false, false, false, false])
})

it('a request is refused at once, with their names, where pictures that it names are not stored', async () => {
  await using bench = await HttpBench.open()
  const here = await addTo(bench, '#a00', 'here.png')
  const gone = await addTo(bench, '#0a0', 'gone.png')
  await rm(await pathOf(bench, gone.id))
  const { handlers } = bench.app
  expect(await handlers.missingInputs({ ids: [here.id, gone.id, gone.id] })).toEqual({ missing: [gone.id] })
  const request: GenerationRequest = {
    ...{ ...DEFAULT_REQUEST, prompt: 'a boat', inputs: [here, gone] },
    imageToImage: { ...IMAGE_TO_IMAGE_DEFAULTS, mask: gone },
  }
  const refused = await handlers.submitJob({ request }).catch((error: unknown) => error)
  if (!(refused instanceof TributaryError)) throw refused
  expect([refused.kind, refused.field, inWords(refused.what)]).toEqual([
    ...['bad-request', 'inputs'],
    '2 pictures of this request are not stored here: gone.png; the mask.',
  ])
})

it('a file of settings says which of its presets lack pictures here', async () => {
  await using bench = await HttpBench.open()
  const { handlers } = bench.app
  const elsewhere = InputPicture.parse({ id: 'ab'.repeat(32), name: 'far.png', width: 8, height: 8 })
  const here = await addTo(bench, '#a00', 'here.png')
  const preset = (name: string, inputs: InputPicture[]) => ({
    ...{ id: name, name, picture: null },
    request: { ...DEFAULT_REQUEST, inputs, imageToImage: IMAGE_TO_IMAGE_DEFAULTS },
  })
  const presets = [preset('Far', [elsewhere, here]), preset('Near', [here])]
  await handlers.updateSettings({ patch: { presets } })
  const { text } = await handlers.exportSettings({})
  await handlers.updateSettings({ patch: { presets: [preset('Other', [elsewhere])] } })
  const { withoutPictures, patch } = await handlers.readSettings({ text })
  expect(patch.presets?.map(({ name }) => name)).toEqual(['Other', 'Far', 'Near'])
  expect(
    withoutPictures.map(({ preset: name, pictures }) => [name, pictures.map((each) => inWords(each))]),
  ).toEqual([['Far', ['far.png']]])
})
