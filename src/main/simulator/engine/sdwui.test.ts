import { afterEach, describe, expect, test } from 'vitest'
import { generationFields } from '../../sdwui/protocol/generation-fields.ts'
import { SERVER_FACTS } from '../../sdwui/protocol/server-kinds.ts'
import { fillFields } from '../../sdwui/server/validate-body.ts'
import { FaultScript } from '../faults/fault-script.ts'
import { parseFault } from '../faults/parse-fault.ts'
import { resolveOptions, type SimulatedWorkerOptions } from '../options.ts'
import { CheckpointFiles } from './checkpoint-files.ts'
import { Sdwui } from './sdwui.ts'
import { SimTime } from './sim-time.ts'

const running: Sdwui[] = []
afterEach(() => {
  for (const sdwui of running.splice(0)) sdwui.abandon()
})

/** The benchmark payload. */
const PAYLOAD = {
  prompt: 'x',
  steps: 20,
  width: 512,
  height: 512,
  sampler_name: 'Euler a',
  cfg_scale: 7,
  seed: 1,
}

/** A process without sockets. What it tells are the moments its work was due to end, however late timers were. */
function boot(options: SimulatedWorkerOptions = {}, faults: string[] = []) {
  const resolved = resolveOptions({ timeScale: 1000, ipm: 20, checkpoints: ['one', 'two'], ...options })
  const time = new SimTime(resolved.timeScale)
  const script = new FaultScript(time, {
    die: () => undefined,
    refuse: () => undefined,
    speedChanged: () => sdwui?.speedChanged(),
  })
  const sdwui: Sdwui = new Sdwui(resolved, new CheckpointFiles(resolved.checkpoints), time, script)
  script.set(faults.map(parseFault))
  running.push(sdwui)
  const fields = generationFields('txt2img', SERVER_FACTS[resolved.kind])
  const generate = async (body: Record<string, unknown> = {}) => {
    const receivedAt = time.now()
    const filled = fillFields({ ...PAYLOAD, ...body }, fields, sdwui.facts.validation)
    const { readyAt } = await sdwui.generate('txt2img', filled, receivedAt)
    return { readyAt, seconds: readyAt - receivedAt }
  }
  return { sdwui, generate }
}

describe('the time of a generation', () => {
  test('is 60/ipm seconds for the benchmark payload', async () => {
    expect((await boot({ ipm: 20 }).generate()).seconds).toBeCloseTo(3, 6)
    expect((await boot({ ipm: 7.5 }).generate()).seconds).toBeCloseTo(8, 6)
  })

  test('grows with steps, pixels, sampler, iterations and the second pass', async () => {
    const { generate } = boot()
    const times = async (body: Record<string, unknown>) => (await generate(body)).seconds / 3
    expect(await times({ steps: 40 })).toBeCloseTo(0.96 * 2 + 0.04, 3)
    expect(await times({ width: 1024, height: 512 })).toBeCloseTo(0.96 * 2 ** 1.15 + 0.08, 3)
    expect(await times({ n_iter: 3 })).toBeCloseTo(3, 3)
    expect(await times({ sampler_name: 'Heun' })).toBeGreaterThan(1.3)
  })

  test('of a second pass is that of all its steps, whatever the strength', async () => {
    const { generate } = boot({ vramBytes: 2 ** 36 })
    const times = async (body: Record<string, unknown>) =>
      (await generate({ enable_hr: true, hr_scale: 2, ...body })).seconds / 3
    const whole = 1 + 0.96 * 4 ** 1.15 + 0.04 * 4
    expect(await times({ denoising_strength: 0.5 })).toBeCloseTo(whole, 3)
    expect(await times({ denoising_strength: 0.1 })).toBeCloseTo(whole, 3)
    expect(await times({ denoising_strength: 0.5, hr_second_pass_steps: 10 })).toBeCloseTo(
      1 + 0.48 * 4 ** 1.15 + 0.04 * 4,
      3,
    )
  })

  test('of a batch follows its gain, straight in log2', async () => {
    const { generate } = boot({ batchGain: 0.4, vramBytes: 2 ** 36 })
    const gain = async (b: number) => (await generate({ batch_size: b })).seconds / (3 * b)
    expect(await gain(1)).toBeCloseTo(1, 6)
    expect(await gain(2)).toBeCloseTo(0.8, 6)
    expect(await gain(8)).toBeCloseTo(0.4, 6)
    expect(await gain(16)).toBeCloseTo(0.4, 6)
  })

  test('has its overhead outside the lock: what waits computes meanwhile, from the moment the lock was free', async () => {
    const { generate } = boot({ overheadSeconds: 10 })
    const [first, second, third] = await Promise.all([generate(), generate(), generate()])
    expect(first?.seconds).toBeCloseTo(13, 6)
    expect((second?.readyAt ?? 0) - (first?.readyAt ?? 0)).toBeCloseTo(3, 6)
    expect((third?.readyAt ?? 0) - (second?.readyAt ?? 0)).toBeCloseTo(3, 6)
  })

  test('holds a model load, with the hash of its file the first time', async () => {
    const { generate } = boot({ loadSeconds: 20, hashSeconds: 30 })
    const two = { override_settings: { sd_model_checkpoint: 'two' } }
    expect((await generate(two)).seconds).toBeCloseTo(53, 6)
    expect((await generate(two)).seconds).toBeCloseTo(3, 6)
    expect((await generate()).seconds).toBeCloseTo(23, 6)
    expect((await generate(two)).seconds).toBeCloseTo(23, 6)
  })

  test('of a lazily loading kind holds the first load too', async () => {
    const { generate } = boot({ kind: 'forge', loadSeconds: 20 })
    expect((await generate()).seconds).toBeCloseTo(23, 6)
    expect((await generate()).seconds).toBeCloseTo(3, 6)
  })

  test('is longer by a factor from a number of images on', async () => {
    const { generate } = boot({}, ['slow=3@2i'])
    const seconds = [await generate(), await generate(), await generate()].map((made) => made.seconds)
    expect(seconds[0]).toBeCloseTo(3, 6)
    expect(seconds[1]).toBeCloseTo(3, 6)
    expect(seconds[2]).toBeCloseTo(9, 6)
  })

  test('does not exist on an instant machine', async () => {
    const { generate } = boot({ instant: true, loadSeconds: 100, overheadSeconds: 100 })
    expect((await generate({ override_settings: { sd_model_checkpoint: 'two' } })).seconds).toBeLessThan(
      0.001,
    )
  })
})
