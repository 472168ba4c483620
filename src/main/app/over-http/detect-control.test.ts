import sharp from 'sharp'
import { expect, it } from 'vitest'
import type { ControlDetection } from '../../../shared/control-detection.ts'
import { inWords } from '../../../shared/words/say.ts'
import { problemOf } from '../../core/failure.ts'
import { HttpBench } from './bench.ts'
import { startOddServer } from './odd-server.ts'

const picture = () =>
  sharp({ create: { width: 96, height: 64, channels: 3, background: '#204060' } })
    .png()
    .toBuffer()

async function asking(bench: HttpBench, module = 'canny'): Promise<ControlDetection> {
  const { picture: added } = await bench.app.inputs.addBytes(await picture(), 'pose.png', 'picture')
  return { module, picture: added.id, resolution: 512, thresholdA: 90, thresholdB: null }
}

const words = (why: unknown) => inWords(problemOf(why).message)

it('asks a machine that has the preprocessor, and keeps the map as an input', async () => {
  await using bench = await HttpBench.open()
  await bench.join('argon', (await bench.serve('argon')).url)
  const bodies: Readonly<Record<string, unknown>>[] = []
  const xenon = await bench.serve('xenon', { controlnet: true })
  await using odd = await startOddServer(xenon.url, {
    ...{ lacks: /^$/, alter: (answer) => answer },
    alterBody: (body) => {
      bodies.push(structuredClone(body))
      return body
    },
  })
  await bench.join('xenon', odd.url)
  const asked = await asking(bench, 'invert')
  const found = await bench.app.handlers.detectControl({ token: 'a', asked })
  expect(found).toMatchObject({ workerName: 'xenon', picture: { width: 96, height: 64, name: 'invert.png' } })
  const [sent] = bodies.filter((body) => 'controlnet_module' in body)
  expect(sent).toMatchObject({
    ...{ controlnet_module: 'invert', controlnet_processor_res: 512, controlnet_threshold_a: 90 },
  })
  expect(sent).not.toHaveProperty('controlnet_threshold_b')
  const stored = await bench.app.inputs.find(found.picture.id)
  const { data } = await sharp(stored?.path).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  expect([...data.subarray(0, 3)]).toEqual([0xdf, 0xbf, 0x9f])
})

it('says that nobody has a preprocessor, and what a machine answers', async () => {
  await using bench = await HttpBench.open()
  const argon = await bench.serve('argon', { controlnet: true })
  await using odd = await startOddServer(argon.url, {
    ...{ lacks: /detect/, alter: (answer) => answer },
  })
  await bench.join('argon', odd.url)
  const { detectControl } = bench.app.handlers
  const unknown = detectControl({ token: 'a', asked: await asking(bench, 'lineart') })
  await expect(unknown.catch(words)).resolves.toBe('No machine has the preprocessor lineart.')
  const lacking = detectControl({ token: 'a', asked: await asking(bench) })
  await expect(lacking.catch((why) => problemOf(why).kind)).resolves.toBe('no-api')
})

it('is called off by its token, and by the next under the same', async () => {
  await using bench = await HttpBench.open()
  const argon = await bench.serve('argon', { controlnet: true })
  const held: (() => void)[] = []
  let holds = true
  await using odd = await startOddServer(argon.url, {
    ...{ lacks: /^$/, alter: (answer) => answer },
    alterBody: async (body) => {
      if ('controlnet_module' in body && holds) await new Promise<void>((go) => held.push(go))
      return body
    },
  })
  await bench.join('argon', odd.url)
  const { detectControl, cancelDetection } = bench.app.handlers
  const asked = await asking(bench)
  const ends = (token: string) => detectControl({ token, asked }).catch((why) => problemOf(why).kind)
  const [first, second] = [ends('a'), ends('a')]
  await expect(first).resolves.toBe('aborted')
  await cancelDetection({ token: 'a' })
  await expect(second).resolves.toBe('aborted')
  holds = false
  for (const go of held) go()
  await expect(ends('b')).resolves.toHaveProperty('workerName', 'argon')
})
