import sharp from 'sharp'
import { expect, it } from 'vitest'
import { HttpBench } from './bench.ts'

it('tells what the machines know of a LoRA, with the panel of one that has it and without', async () => {
  await using bench = await HttpBench.open()
  await bench.add('argon', { loras: ['ink'], panel: false })
  await bench.add('laptop', { loras: ['ink', 'sea'], embeddings: ['easynegative'] })
  const { networkDetails } = bench.app.handlers
  const none = { activation: null, negative: null, weight: null, description: null }
  expect(await networkDetails({ kind: 'loras', name: 'sea' })).toEqual({
    machines: ['laptop'],
    trigger: null,
    words: ['sea style', 'scenery', 'painting', 'no humans'],
    base: 'sd_v1',
    own: none,
  })
  // The list of argon has nothing of that, laptop is asked then.
  expect(await networkDetails({ kind: 'loras', name: 'ink' })).toMatchObject({
    machines: ['argon', 'laptop'],
    words: ['ink style', 'scenery', 'painting', 'no humans'],
  })
  const nothing = { trigger: null, words: [], base: null, own: none }
  expect(await networkDetails({ kind: 'embeddings', name: 'easynegative' })).toEqual({
    ...{ machines: ['argon', 'laptop'], ...nothing },
  })
  expect(await networkDetails({ kind: 'loras', name: 'nobody has it' })).toEqual({ machines: [], ...nothing })
})

it('tells how the owner of a LoRA uses it, from the card of the panel', async () => {
  await using bench = await HttpBench.open()
  const loraNotes = {
    ink: {
      ...{ 'activation text': 'ink "sumi-e", <wash>', 'negative text': "photo, it's 3d" },
      ...{ 'preferred weight': 0.7, description: 'Scanned & cleaned' },
    },
  }
  await bench.add('argon', { loras: ['ink'], panel: false })
  await bench.add('laptop', { loras: ['ink'], loraNotes })
  expect((await bench.app.handlers.networkDetails({ kind: 'loras', name: 'ink' })).own).toEqual({
    ...{ activation: 'ink "sumi-e", <wash>', negative: "photo, it's 3d" },
    ...{ weight: 0.7, description: 'Scanned & cleaned' },
  })
})

it('shows the picture that a machine has of a LoRA, made small and by its id', async () => {
  await using bench = await HttpBench.open()
  await bench.add('argon', { loras: ['ink', 'plain'], panel: false })
  await bench.add('laptop', { loras: ['ink', 'plain', 'sea'], unpictured: ['plain'] })
  const { networkPicture } = bench.app.handlers
  const { id } = await networkPicture({ kind: 'loras', name: 'ink' })
  const answer = await bench.app.gallery.serve(new Request(`tributary://network/${id}`))
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp'])
  expect(await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).toMatchObject({
    ...{ format: 'webp', width: 384, height: 512 },
  })
  expect(await networkPicture({ kind: 'loras', name: 'plain' })).toEqual({ id: null })
  expect(await networkPicture({ kind: 'embeddings', name: 'nobody has it' })).toEqual({ id: null })
  const unknown = await bench.app.gallery.serve(new Request('tributary://network/0-0'))
  expect(unknown.status).toBe(404)
})
