import { afterEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../shared/words/catalogue.ts'
import { WorkerFailure } from '../../core/failure.ts'
import { Bench, never } from '../../simulator/testing/simulated-client.ts'
import { deviceIn, readDevice } from './device-name.ts'

const sysinfo = (models: unknown) => ({
  Platform: 'Linux-6.8',
  'Torch env info': { nvidia_gpu_models: models },
})

describe('the GPU that a server names', () => {
  it.each([
    ['GPU 0: NVIDIA GeForce RTX 3060', 'RTX 3060'],
    ['NVIDIA GeForce RTX 4090 (UUID: GPU-1234)', 'RTX 4090'],
    ['GPU 0: NVIDIA A100-SXM4-80GB\nGPU 1: NVIDIA A100-SXM4-80GB', 'A100-SXM4-80GB'],
    ['\u001b[31mNVIDIA RTX A4000\u202e', 'RTX A4000'],
  ])('%j is %s', (models, name) => {
    expect(deviceIn(sysinfo(models))).toBe(name)
  })

  it.each([
    ['no text', sysinfo(7)],
    ['None', sysinfo('None')],
    ['only its maker', sysinfo('NVIDIA')],
    ['more than a name', sysinfo('x'.repeat(5_000))],
    ['another shape', ['Torch env info']],
    ['nothing', null],
  ])('is not known from %s', (_what, told) => {
    expect(deviceIn(told)).toBeNull()
  })
})

describe('a look at an address', () => {
  const bench = new Bench()
  afterEach(() => bench.close())

  it('asks for the GPU only where that is wished, and is good without an answer', async () => {
    const { client, worker } = await bench.pair()
    const asked = () => worker.calls().filter(({ path }) => path === '/internal/sysinfo').length
    expect((await client.probe(never)).device).toBeUndefined()
    expect(asked()).toBe(0)
    expect(await client.probe(never, 'with-device')).toMatchObject({ ok: true, device: null })
    expect(asked()).toBe(1)
  })
})

describe('reading the GPU of a server', () => {
  const answers = (get: () => Promise<unknown>) => ({ get })

  it('is left out where there is no such route', async () => {
    const http = answers(() => Promise.reject(new Error('asked')))
    expect(await readDevice(http, { lacks: ['/internal/sysinfo'] }, never)).toBeNull()
  })

  it('takes what it answers, and no answer in time for none', async () => {
    const told = answers(() => Promise.resolve(sysinfo('NVIDIA GeForce RTX 3060')))
    expect(await readDevice(told, { lacks: [] }, never)).toBe('RTX 3060')
    const slow = answers(() => Promise.reject(new WorkerFailure('timeout', plainText('no answer'))))
    expect(await readDevice(slow, { lacks: [] }, never)).toBeNull()
    const ended = answers(() => Promise.reject(new WorkerFailure('aborted', plainText('ended'))))
    await expect(readDevice(ended, { lacks: [] }, never)).rejects.toMatchObject({ kind: 'aborted' })
  })
})
