import type { SettingDifference } from '../../shared/consistency.ts'
import { deadlineOf, type GenerationRequest, withDeadline } from '../../shared/generation.ts'
import type { WorkerId } from '../../shared/ids.ts'
import type { Plan, PlanShare } from '../../shared/plan.ts'
import { mostImages } from '../../shared/run-count.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import type { WorkerView } from '../../shared/worker.ts'
import { scriptedLists, scriptedOffers } from './scripted-offers.ts'

/** Seconds per image of a worker for a request, roughly as the real model says. */
export function secondsPerImage(worker: WorkerView, request: GenerationRequest): number {
  const work = (request.steps / 20) * ((request.width * request.height) / 262_144)
  return (60 / (worker.benchmark?.ipm ?? 10)) * work
}

/** A plausible plan without the real planner: deals image by image; in bonus mode slow workers fill the time, in until mode all do. `now`: epoch ms. */
export function scriptedPlan(
  workers: readonly WorkerView[],
  asked: GenerationRequest,
  now = Date.now(),
): Plan {
  const request = withDeadline(asked, now)
  const missing = missingLoras(workers, request)
  const able = workers.filter(
    ({ config, state, benchmark, benchmarkProgress }) =>
      (((state === 'idle' || state === 'working') && benchmark) || benchmarkProgress !== null) &&
      !missing.has(config.id),
  )
  const counts = able.map((worker) => ({
    worker,
    seconds: secondsPerImage(worker, request),
    images: 0,
    bonus: 0,
  }))
  const fastest = counts.reduce(
    (best, each) => (each.seconds < best.seconds ? each : best),
    counts[0] ?? nobody,
  )
  const dealt = request.mode === 'bonus' && counts.length > 0 ? [fastest] : counts
  const deadline = deadlineOf(request)
  if (deadline !== null)
    for (const each of counts) each.images = Math.floor((deadline - now) / 1000 / each.seconds)
  for (let left = deadline === null ? mostImages(request) : 0; left > 0 && dealt.length > 0; left--) {
    const next = dealt.reduce((best, each) =>
      (each.images + 1) * each.seconds < (best.images + 1) * best.seconds ? each : best,
    )
    next.images++
  }
  const makespan = Math.max(0, ...counts.map(({ images, seconds }) => images * seconds))
  if (request.mode === 'bonus') {
    for (const each of counts) if (each !== fastest) each.bonus = Math.floor(makespan / each.seconds)
  }
  const shares = withCheckpoints(
    counts.filter(({ images, bonus }) => images + bonus > 0).map(shareOf),
    request,
  )
  return {
    mode: request.mode,
    requested: counts.reduce((sum, { images }) => sum + images, 0),
    deadline,
    bonus: counts.reduce((sum, { bonus }) => sum + bonus, 0),
    shares,
    leftOut: workers
      .filter(
        ({ config, state }) => state === 'unavailable' || state === 'needs-sign-in' || missing.has(config.id),
      )
      .map(({ config, problem }) => ({
        workerId: config.id,
        name: config.name,
        reason: problem ? problem.message : (missing.get(config.id) ?? reason('planning.not-available')),
      })),
    ...obstaclesOf(workers, request),
    differences: request.checkpoint === null ? loadedDifferences(able) : [],
    notes: shares
      .filter(({ name }) => request.vae !== null && name === 'argon')
      .map(({ workerId, name }) => ({
        workerId,
        name,
        note: reason('planning.ignores', {
          parts: [reason('planning.part-vae', { name: request.vae ?? '' })],
        }),
      })),
    makespanSeconds: shares.length > 0 ? makespan : null,
    spreadSeconds: shares.length > 0 && deadline === null ? makespan * 0.06 : null,
    lowerBoundSeconds: deadline === null ? makespan : null,
    unmeasured: workers
      .filter(({ benchmark }) => benchmark === null)
      .map(({ config }) => ({ workerId: config.id, name: config.name })),
  }
}

/** Machines with another checkpoint in memory than the first one. */
function loadedDifferences(workers: readonly WorkerView[]): SettingDifference[] {
  const values = new Map<string, { workerId: WorkerId; name: string }[]>()
  for (const { config, capabilities } of workers) {
    const value = capabilities?.loadedCheckpoint ?? ''
    values.set(value, [...(values.get(value) ?? []), { workerId: config.id, name: config.name }])
  }
  if (values.size < 2) return []
  const what = reason('consistency.loaded')
  return [
    {
      ...{ kind: 'checkpoint', key: 'loaded', what },
      values: [...values].map(([value, machines]) => ({ value, machines })),
    },
  ]
}

const lorasIn = (prompt: string) => [...prompt.matchAll(/<lora:([^:>]+)/g)].flatMap(([, name]) => name ?? [])

const has = (worker: WorkerView, lora: string) => scriptedLists(worker).loras?.includes(lora) !== false

/** Machines that lack a LoRA of the prompt, with the reason. */
function missingLoras(workers: readonly WorkerView[], { prompt }: GenerationRequest): Map<WorkerId, Reason> {
  return new Map(
    workers.flatMap((worker) => {
      const name = lorasIn(prompt).find((each) => !has(worker, each))
      return name === undefined
        ? []
        : [[worker.config.id, reason('planning.lora-missing', { name })] as const]
    }),
  )
}

/** What main would say of the LoRAs; all that is offered counts as similar. */
function obstaclesOf(
  workers: readonly WorkerView[],
  request: GenerationRequest,
): Pick<Plan, 'obstacles' | 'blocked'> {
  const missing = missingLoras(workers, request)
  const obstacles = lorasIn(request.prompt).flatMap((name) => {
    const on = workers.filter((worker) => has(worker, name)).length
    const thing = reason('planning.thing.lora', { name })
    const names = scriptedOffers(workers).loras.map((offer) => offer.name)
    if (on === workers.length) return []
    return {
      field: 'prompt' as const,
      everywhere: on === 0,
      what:
        on === 0
          ? reason('planning.on-no-machine', { thing, count: names.length, names })
          : reason('planning.only-on', { thing, on, of: workers.length }),
    }
  })
  const all = workers.length > 0 && missing.size === workers.length
  const reasons = [...new Map([...missing.values()].map((why) => [JSON.stringify(why), why])).values()]
  return { obstacles, blocked: all ? reason('planning.nobody', { reasons }) : null }
}

/** The checkpoints of a grid go around the machines. */
function withCheckpoints(shares: PlanShare[], { grid }: GenerationRequest): PlanShare[] {
  const names = grid?.axes.find(({ field }) => field === 'checkpoint')?.values ?? []
  return shares.map((share, at) => {
    const checkpoints = names.filter((_, place) => place % shares.length === at)
    const loads = { count: checkpoints.length, seconds: 18 * checkpoints.length }
    return checkpoints.length > 1 ? { ...share, checkpoints, loads } : share
  })
}

interface Count {
  readonly worker: WorkerView | null
  readonly seconds: number
  images: number
  bonus: number
}

const nobody: Count = { worker: null, seconds: Number.POSITIVE_INFINITY, images: 0, bonus: 0 }

function shareOf({ worker, seconds, images, bonus }: Count & { worker: WorkerView }): PlanShare {
  return {
    workerId: worker.config.id,
    name: worker.config.name,
    images,
    bonus,
    batches: [images + bonus],
    complementary: bonus > 0,
    steps: null,
    releaseSeconds: 0,
    finishSeconds: (images + bonus) * seconds,
  }
}
