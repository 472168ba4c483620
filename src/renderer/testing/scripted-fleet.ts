import { plainText } from '../../shared/words/catalogue.ts'
import type { BenchmarkProgress, WorkerView } from '../../shared/worker.ts'
import { T0, workerFixture } from './fixtures.ts'
import { isAtWork, type Scenario } from './scenario.ts'

const GIGABYTE = 1024 ** 3

interface Sketch {
  readonly name: string
  readonly ipm: number
  readonly url: string
  readonly vram: readonly [used: number, total: number]
}

const FIRST: readonly Sketch[] = [
  { name: 'laptop', ipm: 20, url: 'http://192.168.1.3:7860', vram: [7, 12] },
  { name: 'master', ipm: 14.9, url: 'http://127.0.0.1:7860', vram: [5.9, 8] },
  { name: 'argon', ipm: 5, url: 'https://fake.local:7860', vram: [3.2, 4] },
]

/** The workers of a scenario: as many that can work as it says, one that measures itself, one that is gone. */
export function scriptedFleet(scenario: Scenario): WorkerView[] {
  if (scenario.state === 'welcome' || scenario.state === 'empty') return []
  const sketches = Array.from({ length: scenario.fleet }, (_, index) => FIRST[index] ?? furtherSketch(index))
  const busy = isAtWork(scenario)
  const workers = [
    ...sketches.map((sketch, index) => {
      const worker = readyWorker(sketch, index, busy, scenario.fleet)
      return scenario.measuring ? measuredFirst(worker, sketch, index) : worker
    }),
    workerFixture('xenon', {
      config: { url: 'http://studio-2:7860', colour: 4, lane: 'active' },
      state: 'unavailable',
      problem: { kind: 'unreachable', message: plainText('Connection refused.'), remedy: null, field: null },
      nextTryAt: Date.now() + 14_000,
      benchmark: benchmark(11.2, 0.4),
      history: history(11.2),
      memory: null,
    }),
  ]
  if (scenario.unmeasured) return workers.map((worker) => ({ ...worker, benchmark: null, history: [] }))
  return scenario.addressed ? workers.map(namedByAddress) : workers
}

function namedByAddress(worker: WorkerView, index: number): WorkerView {
  const name = `http://studio-render-${String(index + 1).padStart(2, '0')}:7861`
  return { ...worker, config: { ...worker.config, name, url: name } }
}

function furtherSketch(index: number): Sketch {
  return {
    name: `node-${String(index + 1).padStart(2, '0')}`,
    ipm: 6 + ((index * 7) % 23),
    url: `http://10.0.0.${index + 10}:7860`,
    vram: [4 + (index % 5), 8 + (index % 3) * 4],
  }
}

function readyWorker(sketch: Sketch, index: number, busy: boolean, fleet: number): WorkerView {
  return workerFixture(sketch.name, {
    config: { url: sketch.url, colour: index, lane: fleet > 3 && index === fleet - 1 ? 'reserve' : 'active' },
    state: busy ? 'working' : 'idle',
    benchmark: benchmark(sketch.ipm, sketch.ipm / 70),
    history: history(sketch.ipm),
    memory: { usedBytes: sketch.vram[0] * GIGABYTE, totalBytes: sketch.vram[1] * GIGABYTE },
  })
}

/** One after the other in every step of a first benchmark. */
function measuredFirst(worker: WorkerView, { ipm }: Sketch, index: number): WorkerView {
  const steps: readonly BenchmarkProgress[] = [
    { phase: 'measuring', run: 2, runs: 4, fraction: 0.62, remainingSeconds: 9, ipmSoFar: ipm },
    { phase: 'warm-up', run: 2, runs: 2, fraction: 0.31, remainingSeconds: 14, ipmSoFar: null },
    { phase: 'loading', run: 1, runs: 1, fraction: 0.12, remainingSeconds: 38, ipmSoFar: null },
    { phase: 'measuring', run: 1, runs: 4, fraction: 0.45, remainingSeconds: 21, ipmSoFar: null },
  ]
  const benchmarkProgress = steps[index % steps.length] ?? null
  return { ...worker, state: 'benchmarking', benchmark: null, history: [], benchmarkProgress }
}

const benchmark = (ipm: number, spread: number) => ({
  ipm,
  minIpm: ipm - spread,
  maxIpm: ipm + spread,
  batchIpm: { 4: ipm * 1.24, 8: ipm * 1.33 },
  at: T0,
  checkpoint: 'dreamshaper_8',
  version: 'v1.10.1',
})

const history = (ipm: number) =>
  Array.from({ length: 14 }, (_, step) => ({
    ...benchmark(ipm * (0.9 + 0.1 * Math.sin(step / 3) ** 2 + step / 200), ipm / 70),
    at: T0 - (14 - step) * 86_400_000,
  }))
