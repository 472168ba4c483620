import { expect, it } from 'vitest'
import { HttpBench } from './bench.ts'

it('tells what the machines know of a LoRA, with the panel of one that has it and without', async () => {
  await using bench = await HttpBench.open()
  await bench.add('argon', { loras: ['ink'], panel: false })
  await bench.add('laptop', { loras: ['ink', 'sea'], embeddings: ['easynegative'] })
  const { networkDetails } = bench.app.handlers
  expect(await networkDetails({ kind: 'loras', name: 'sea' })).toEqual({
    machines: ['laptop'],
    trigger: null,
    words: ['sea style', 'scenery', 'painting', 'no humans'],
    base: 'sd_v1',
  })
  // The list of argon has nothing of that, laptop is asked then.
  expect(await networkDetails({ kind: 'loras', name: 'ink' })).toMatchObject({
    machines: ['argon', 'laptop'],
    words: ['ink style', 'scenery', 'painting', 'no humans'],
  })
  const nothing = { trigger: null, words: [], base: null }
  expect(await networkDetails({ kind: 'embeddings', name: 'easynegative' })).toEqual({
    ...{ machines: ['argon', 'laptop'], ...nothing },
  })
  expect(await networkDetails({ kind: 'loras', name: 'nobody has it' })).toEqual({ machines: [], ...nothing })
})
