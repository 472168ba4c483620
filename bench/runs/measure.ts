import { createWorld, requestFor, steady } from '../../src/main/core/dispatch/testing/world.ts'
import { RequestRuns } from '../../src/main/core/runs/request-runs.ts'
import { workOf } from '../../src/main/core/speed/work.ts'
import type { GenerationRequest } from '../../src/shared/generation.ts'
import type { GridAxis } from '../../src/shared/grid.ts'
import { mostImages } from '../../src/shared/run-count.ts'
import { leastByTrying, type Machine } from './exhaustive.ts'
import type { RunsScenario } from './scenarios.ts'

/** What a grid over a fleet came to. Seconds of fleet time. */
export interface RunsMeasurement {
  readonly name: string
  readonly images: number
  readonly makespanSeconds: number
  /** with every checkpoint in memory everywhere, and images that can be divided */
  readonly boundSeconds: number
  readonly ratio: number
  readonly goal: number
  /** checkpoints that were loaded, on all machines together */
  readonly loads: number
  /** of these, such as had been in that machine's memory before */
  readonly loadedAgain: number
  /** by trying every division; null: too many */
  readonly leastSeconds: number | null
  readonly overLeast: number | null
  /** what the plan said before anything was sent */
  readonly plannedSeconds: number | null
}

/** Runs a scenario in virtual time, through the planner and dispatcher of the app. Rejects where an image is missing. */
export async function measureRuns(scenario: RunsScenario): Promise<RunsMeasurement> {
  const request = requestOf(scenario)
  const machines = machinesOf(scenario)
  const names = checkpointsOf(scenario)
  const checkpoints = names.map((name) => ({ title: `${name}.safetensors`, name, hash: null, sha256: null }))
  const world = createWorld(
    machines.map(({ ipm, leavesAt }, at) => ({
      truth: steady(`machine-${at}`, ipm, { loadSeconds: scenario.machines.loadSeconds, leavesAt }),
      belief: { capabilities: { checkpoints } },
    })),
    { keepEvents: false },
  )
  const plan = world.dispatcher.preview(request)
  const job = world.dispatcher.submit(request)
  const done = await world.clock.run(world.dispatcher.whenDone(job.id))
  const { makespanSeconds } = done
  if (done.state !== 'finished' || makespanSeconds === null)
    throw new Error(`${scenario.name}: the job is ${done.state}, ${done.stored} of ${done.requested} images`)
  const loaded = machines.map((_, at) => loadsOf(world.fleet.server(`machine-${at}`).received))
  const bound = boundSeconds(request, machines)
  const least = scenario.exhaustive ? leastSeconds(scenario, request, machines) : null
  return {
    name: scenario.name,
    images: mostImages(request),
    makespanSeconds,
    boundSeconds: bound,
    ratio: makespanSeconds / bound,
    goal: scenario.goal,
    loads: loaded.reduce((sum, { loads }) => sum + loads, 0),
    loadedAgain: loaded.reduce((sum, { again }) => sum + again, 0),
    leastSeconds: least,
    overLeast: least === null ? null : makespanSeconds / least,
    plannedSeconds: plan.makespanSeconds,
  }
}

const checkpointsOf = ({ checkpoints }: RunsScenario): string[] =>
  Array.from({ length: checkpoints }, (_, at) => (at === 0 ? 'common' : `checkpoint-${at}`))

function requestOf(scenario: RunsScenario): GenerationRequest {
  const checkpoints: GridAxis = { field: 'checkpoint', values: checkpointsOf(scenario) }
  return requestFor(scenario.images, { grid: { axes: [...scenario.axes, checkpoints] } })
}

interface TrueMachine {
  readonly ipm: number
  readonly leavesAt: number
}

function machinesOf({ machines: { count, ipm, firstLeavesAt } }: RunsScenario): TrueMachine[] {
  const [slowest, fastest] = ipm
  return Array.from({ length: count }, (_, at) => ({
    ipm: slowest + ((fastest - slowest) * at) / Math.max(1, count - 1),
    leavesAt: at === 0 && firstLeavesAt !== undefined ? firstLeavesAt : Number.POSITIVE_INFINITY,
  }))
}

/** Loads as the requests a server was sent needed them: the first checkpoint was in its memory. */
function loadsOf(received: readonly { readonly request: { readonly checkpoint: string | null } }[]) {
  const had = new Set(['common'])
  let now = 'common'
  let [loads, again] = [0, 0]
  for (const { request } of received) {
    const wanted = request.checkpoint ?? now
    if (wanted === now) continue
    loads++
    if (had.has(wanted)) again++
    had.add(wanted)
    now = wanted
  }
  return { loads, again }
}

/** Work of all images, in images of the benchmark payload. */
function worksOf(request: GenerationRequest): number[] {
  const runs = new RequestRuns(request, { seed: 1, subseed: 1 })
  return Array.from({ length: mostImages(request) }, (_, index) => workOf(runs.paramsOf(index)))
}

/** Seconds until machines that are there would have done all the work, as if it could be divided freely. */
function boundSeconds(request: GenerationRequest, machines: readonly TrueMachine[]): number {
  const work = worksOf(request).reduce((sum, each) => sum + each, 0)
  const doneBy = (seconds: number) =>
    machines.reduce((sum, { ipm, leavesAt }) => sum + (Math.min(seconds, leavesAt) * ipm) / 60, 0)
  let [low, high] = [0, 1]
  while (doneBy(high) < work) high *= 2
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2
    if (doneBy(middle) < work) low = middle
    else high = middle
  }
  return high
}

/** Where all images of a checkpoint cost the same. */
function leastSeconds(
  { machines: { loadSeconds }, checkpoints }: RunsScenario,
  request: GenerationRequest,
  machines: readonly TrueMachine[],
): number {
  const works = worksOf(request)
  const images = works.length / checkpoints
  const mean = works.reduce((sum, each) => sum + each, 0) / works.length
  const alike = machines.map(({ ipm }): Machine => ({ secondsPerImage: (60 / ipm) * mean, loadSeconds }))
  return leastByTrying(
    Array.from({ length: checkpoints }, () => images),
    alike,
  )
}
