import { existsSync } from 'node:fs'
import { rm, utimes } from 'node:fs/promises'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../../shared/generation.ts'
import { type InputId, InputPicture } from '../../../shared/input-picture.ts'
import { referenceTo } from '../../../shared/input-reference.ts'
import { sentences } from '../../../shared/problem.ts'
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

const START = 'red.png'
const fromPicture = (picture: InputPicture): GenerationRequest => ({
  ...{ ...DEFAULT_REQUEST, prompt: 'a boat', images: 2, steps: 4, inputs: [picture] },
  imageToImage: IMAGE_TO_IMAGE_DEFAULTS,
})
const LACKING = /^A picture that job 1 is made from is not stored here any more: red\.png\. Add the same file/

it('a job that was left says so where its picture is gone, is not gone on with, and is once the picture is back', async () => {
  await using bench = await HttpBench.open()
  const start = await addTo(bench, '#a00', START)
  await bench.app.handlers.pauseQueue({})
  const { id } = await bench.app.handlers.submitJob({ request: fromPicture(start) })
  const path = await pathOf(bench, start.id)
  await bench.app.stop()
  await rm(path)
  await bench.openApp({ resume: true })
  const { handlers, dispatcher } = bench.app
  const standing = () => {
    const job = dispatcher.job(id)
    return [job?.state, job?.problem === null ? null : job?.problem.kind]
  }
  expect(standing()).toEqual(['paused', 'input-missing'])
  expect(bench.notices.map(({ title, text }) => [title, LACKING.test(text)])).toEqual([
    ['Job 1 lacks a picture', true],
  ])

  const refused = await handlers.resumeJob({ jobId: id }).catch((error: unknown) => error)
  if (!(refused instanceof TributaryError)) throw refused
  expect([
    refused.kind,
    LACKING.test(`${inWords(refused.what)} ${refused.remedy && inWords(refused.remedy)}`),
  ]).toEqual(['input-missing', true])
  expect(await handlers.resumeQueue({ except: [] })).toEqual({ changed: [] })
  expect(await handlers.resumeJobs({ jobIds: [id] })).toEqual({ changed: [] })
  expect(standing()).toEqual(['paused', 'input-missing'])

  await bench.add('argon')
  await addTo(bench, '#a00', 'the same under another name.png')
  await handlers.resumeJob({ jobId: id })
  expect(standing()[1]).toBe(null)
  const done = await bench.within(dispatcher.whenDone(id), 'its images')
  expect(done).toMatchObject({ state: 'finished', stored: 2 })
})

it('a job whose picture goes while it waits fails with that, which is said of no machine', async () => {
  await using bench = await HttpBench.open()
  const start = await addTo(bench, '#a00', START)
  const { id } = await bench.app.handlers.submitJob({ request: fromPicture(start) })
  await rm(await pathOf(bench, start.id))
  const server = await bench.add('argon')
  const ended = await bench.within(bench.app.dispatcher.whenDone(id), 'its end')
  const { state, problem, tallies } = ended
  expect([state, problem?.kind, problem && LACKING.test(sentences(problem))]).toEqual([
    ...['failed', 'input-missing', true],
  ])
  expect(tallies.map(({ lastProblem, failures }) => [lastProblem, failures])).toEqual([[null, 0]])
  expect(bench.notices.filter(({ workerId }) => workerId !== null)).toEqual([])
  expect([bench.state('argon'), server.images]).toEqual(['idle', 0])
})
