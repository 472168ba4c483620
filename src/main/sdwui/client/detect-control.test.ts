import { afterEach, expect, it } from 'vitest'
import { InputId } from '../../../shared/input-picture.ts'
import type { InputReader } from '../../core/ports.ts'
import { answering } from '../../simulator/testing/answering.ts'
import { never } from '../../simulator/testing/simulated-client.ts'
import { detectControl } from './detect-control.ts'
import { WorkerHttp } from './http.ts'

const open: WorkerHttp[] = []
afterEach(() => {
  for (const http of open.splice(0)) http.close()
})

const bytes = Buffer.from('a picture')
const inputs: InputReader = {
  size: async () => bytes.length,
  async *read() {
    yield bytes
  },
  scaled: async (id) => id,
}
const picture = InputId.parse('a'.repeat(64))
async function detected(
  answer: string,
  more: { resolution?: number; thresholdA?: number } = {},
  status = 200,
) {
  await using server = await answering(answer, status)
  const http = new WorkerHttp({ baseUrl: server.url, user: null, password: null, tls: { kind: 'verify' } })
  open.push(http)
  const asked = { module: 'canny', picture, resolution: null, thresholdA: null, thresholdB: null, ...more }
  const found = await detectControl(http, inputs, asked, never).catch((error: unknown) => error)
  return { found, body: JSON.parse(server.bodies[0] ?? '{}') }
}

it('sends the picture, and what of the numbers is set', async () => {
  const answer = JSON.stringify({ images: [Buffer.from('a map').toString('base64'), 'second'] })
  const { found, body } = await detected(answer, { resolution: 512, thresholdA: 0 })
  expect(Buffer.from(found as Uint8Array).toString()).toBe('a map')
  expect(body).toEqual({
    controlnet_module: 'canny',
    controlnet_input_images: [bytes.toString('base64')],
    ...{ controlnet_processor_res: 512, controlnet_threshold_a: 0 },
  })
  expect((await detected(answer)).body).toEqual({
    controlnet_module: 'canny',
    controlnet_input_images: [bytes.toString('base64')],
  })
})

it('takes a picture with its type in front', async () => {
  const images = [`data:image/png;base64,${Buffer.from('a map').toString('base64')}`]
  expect(Buffer.from((await detected(JSON.stringify({ images }))).found as Uint8Array).toString()).toBe(
    'a map',
  )
})

it.each([
  ['no pictures', { images: [] }],
  ['an empty one', { images: [''] }],
  ['something else', { info: 'Success' }],
])('says that nothing came of %s', async (_, answer) => {
  expect((await detected(JSON.stringify(answer))).found).toMatchObject({ kind: 'server-error' })
})

it("says in the server's words what it cannot do, and stops reading at 16 MiB", async () => {
  const { found } = await detected('{"detail": "Module not available"}', {}, 422)
  expect(found).toMatchObject({
    kind: 'validation',
    message: expect.stringContaining('Module not available'),
  })
  const large = JSON.stringify({ images: ['A'.repeat((16 << 20) + 1)] })
  expect((await detected(large)).found).toMatchObject({ kind: 'too-large' })
})
