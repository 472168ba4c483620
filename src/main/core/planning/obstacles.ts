import { extraScripts } from '../../../shared/extra-fields.ts'
import { kindOf, type RequestKind, type SelectableScript } from '../../../shared/generation.ts'
import { samplingOn, schedulesTold } from '../../../shared/names/on-server.ts'
import { samplingOf } from '../../../shared/names/sampling.ts'
import type { Obstacle, Plan } from '../../../shared/plan.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import type { GenerationParams } from '../generation.ts'
import { checkpointProblem } from '../names/on-worker.ts'
import { loraNames, samplerNames, upscalerNames, vaeNames } from '../offers/fleet-offers.ts'
import { anEffort, type Effort, nearNames } from '../offers/near-names.ts'
import type { FleetWorker } from '../ports.ts'
import { lorasOf } from '../prompt/lora.ts'
import { asksForVae, eligibilityOf, hasAlwaysOn } from './eligibility.ts'
import { isListed } from './listed.ts'
import { namedByOthers, namedByUpscale } from './made-from-named.ts'
import type { Named } from './named.ts'
import { scriptProblem } from './script-problem.ts'

const MOST_OBSTACLES = 20
/** Different reasons that are named for why nobody can. */
const MOST_REASONS = 3
/** Parts of a request that are looked at: a grid may have thousands. */
const MOST_PARTS = 1000
/** Pairs of a part and a machine that are looked at for why nobody can; beyond it that is not told. */
const MOST_PAIRS = 20_000

/**
 * What in a request machines cannot do, by the field it stands in, whether or not they are there at the moment; and, when no machine
 * could make any of it, why. `parts`: what its images are made of, one for each kind of them; `leftOut`: of its plan. Machines that are
 * switched off do not count.
 */
export function obstaclesOf(
  parts: readonly GenerationParams[],
  workers: readonly FleetWorker[],
  leftOut: Plan['leftOut'],
): { readonly obstacles: Obstacle[]; readonly blocked: Reason | null } {
  const wanted = workers.filter(({ lane }) => lane !== 'off')
  if (wanted.length === 0) return { obstacles: [], blocked: null }
  const effort = anEffort()
  const named = differentIn(parts.slice(0, MOST_PARTS)).flatMap(
    (each) => obstacleOf(each, wanted, effort) ?? [],
  )
  const size = sizeObstacle(wanted, leftOut)
  return {
    obstacles: [...onlyOnce(named).slice(0, MOST_OBSTACLES), ...(size === null ? [] : [size])],
    blocked: blockedBecause(parts, wanted, leftOut),
  }
}

/** What the parts name, each thing once. A sampler and its schedule are one thing: whether a server has one depends on the other. */
function differentIn(parts: readonly GenerationParams[]): Named[] {
  const different = new Map<string, Named>()
  for (const params of parts) {
    const pair = `${params.sampler}\n${params.scheduler}`
    for (const named of namedIn(params)) {
      const { field, name } = named
      const key = field === 'sampler' || field === 'scheduler' ? `${field}\n${pair}` : `${field}\n${name}`
      if (!different.has(key)) different.set(key, named)
    }
  }
  return [...different.values()]
}

const onlyOnce = (obstacles: readonly Obstacle[]): Obstacle[] => [
  ...new Map(obstacles.map((each) => [JSON.stringify(each), each])).values(),
]

function namedIn(params: GenerationParams): Named[] {
  // Nothing else of it is asked of a server.
  if (params.upscale !== null) return namedByUpscale(params.upscale)
  const { prompt, wildcards, checkpoint, vae, sampler, scheduler, refiner, script } = params
  const hires = params.imageToImage === null ? params.hires : null
  const schedule = samplingOf(sampler, scheduler).schedule
  const lacks = (server: Capabilities) => {
    const sampling = samplingOn(server, sampler, scheduler)
    return 'lacks' in sampling ? sampling.lacks : null
  }
  return [
    ...[...new Set([...lorasOf(prompt), ...(wildcards?.loras ?? [])])].map(
      (name): Named => ({
        field: 'prompt',
        name,
        thing: reason('planning.thing.lora', { name }),
        isOn: ({ loras }) => (loras === null ? null : loras.includes(name)),
        names: loraNames.names,
      }),
    ),
    ...(checkpoint === null ? [] : [checkpointIn(checkpoint)]),
    {
      field: 'sampler',
      name: sampler,
      thing: reason('planning.thing.sampler', { name: sampler }),
      isOn: (server) => (server.samplers === null ? null : lacks(server) !== 'sampler'),
      names: samplerNames.names,
    },
    {
      field: 'scheduler',
      name: schedule,
      thing: reason('planning.thing.schedule', { name: schedule }),
      isOn: (server) => (schedulesTold(server) === null ? null : lacks(server) !== 'schedule'),
      names: schedulesTold,
    },
    ...(vae === null || !asksForVae(vae)
      ? []
      : [
          {
            field: 'vae' as const,
            name: vae,
            thing: reason('planning.thing.vae', { name: vae }),
            isOn: ({ vaes }: Capabilities) => isListed(vaes, vae),
            names: vaeNames.names,
          },
        ]),
    ...(refiner === null ? [] : [checkpointBeside('refiner', refiner.checkpoint)]),
    ...(hires?.checkpoint == null ? [] : [checkpointBeside('hires', hires.checkpoint)]),
    ...(script === null ? [] : [scriptIn(script, kindOf(params))]),
    ...Object.keys(params.overrides).map(optionIn),
    ...extraScripts(params.extra).map((title) => alwaysOn(title, kindOf(params))),
    ...namedByOthers(params),
    ...(hires === null
      ? []
      : [
          {
            field: 'upscaler' as const,
            name: hires.upscaler,
            thing: reason('planning.thing.upscaler', { name: hires.upscaler }),
            isOn: (server: Capabilities) => upscalerNames.takes?.(server, hires.upscaler) ?? null,
            names: upscalerNames.names,
          },
        ]),
  ]
}

const checkpointIn = (checkpoint: string): Named => ({
  field: 'checkpoint',
  name: checkpoint,
  thing: reason('planning.thing.checkpoint', { name: checkpoint }),
  // A machine with a checkpoint of its own does not need the one that is asked for.
  isOn: (server, worker) =>
    worker.checkpointOverride !== null
      ? true
      : server.checkpoints === null
        ? null
        : checkpointProblem(server, checkpoint) === null,
  names: ({ checkpoints }) => checkpoints?.map(({ name }) => name) ?? null,
})

/** One that a request names beside the main one; a machine's own checkpoint does not stand for it. */
const checkpointBeside = (field: 'refiner' | 'hires', checkpoint: string): Named => ({
  ...checkpointIn(checkpoint),
  field,
  isOn: (server) => (server.checkpoints === null ? null : checkpointProblem(server, checkpoint) === null),
})

const scriptIn = (script: SelectableScript, kind: RequestKind): Named => ({
  field: 'script',
  name: script.title,
  thing: reason('planning.thing.script', { name: script.title }),
  isOn: (server) => (server.scripts == null ? null : scriptProblem(server, script, kind) === null),
  names: ({ scriptArguments }) => Object.keys(scriptArguments ?? {}),
})

const optionIn = (name: string): Named => ({
  field: 'overrides',
  name,
  thing: reason('planning.thing.option', { name }),
  isOn: ({ optionKeys = null, lacks = [] }) =>
    lacks.includes('overrides') ? false : optionKeys === null ? null : optionKeys.includes(name),
  names: ({ optionKeys = null }) => optionKeys,
})

/** ControlNet is told by what its units name. */
const alwaysOn = (name: string, kind: RequestKind): Named => ({
  field: 'always-on',
  name,
  thing: reason('planning.thing.script', { name }),
  isOn: (has) => hasAlwaysOn(has, name, kind),
  names: ({ scripts = null, img2imgScripts = null }) => (kind === 'img2img' ? img2imgScripts : scripts),
})

/** With what keeps everybody from making it: a style that nobody has. */
export function withMissingStyles(
  found: ReturnType<typeof obstaclesOf>,
  missing: readonly string[],
): ReturnType<typeof obstaclesOf> {
  const [first] = missing
  if (first === undefined) return found
  const styles = missing.slice(0, MOST_OBSTACLES).map(
    (name): Obstacle => ({
      ...{ field: 'styles', name, everywhere: true },
      what: reason('planning.style-missing', { name }),
    }),
  )
  const blocked = reason('planning.nobody', { reasons: [reason('planning.no-style', { name: first })] })
  return { obstacles: [...found.obstacles, ...styles], blocked: found.blocked ?? blocked }
}

/** Null: every machine whose list is known has it. */
function obstacleOf(named: Named, workers: readonly FleetWorker[], effort: Effort): Obstacle | null {
  const { field, name, thing, isOn } = named
  let [on, off, untold] = [0, 0, 0]
  for (const worker of workers) {
    const has = worker.capabilities === null ? null : isOn(worker.capabilities, worker)
    if (has === null) untold++
    else if (has) on++
    else off++
  }
  if (off === 0) return null
  const what = () => {
    if (on > 0) return reason('planning.only-on', { thing, on, of: on + off })
    if (field === 'checkpoint' && isAmbiguous(name, workers))
      return reason('planning.several-files', { thing })
    const names = nearNames(name, namesOf(named, workers), effort)
    if (untold > 0) return reason('planning.on-no-known-machine', { thing, count: names.length, names })
    return reason('planning.on-no-machine', { thing, count: names.length, names })
  }
  return { field, name, what: what(), everywhere: on === 0 && untold === 0 }
}

const isAmbiguous = (checkpoint: string, workers: readonly FleetWorker[]): boolean =>
  workers.some(
    ({ capabilities }) =>
      checkpointProblem(capabilities, checkpoint)?.kind === 'planning.checkpoint-ambiguous',
  )

function* namesOf({ names }: Named, workers: readonly FleetWorker[]): Generator<string> {
  for (const { capabilities } of workers) if (capabilities !== null) yield* names(capabilities) ?? []
}

const SIZE_REASONS: ReadonlySet<string> = new Set([
  'planning.other-size',
  'planning.size-step',
  'planning.no-room',
])

function sizeObstacle(workers: readonly FleetWorker[], leftOut: Plan['leftOut']): Obstacle | null {
  const out = leftOut.filter(({ reason: why }) => SIZE_REASONS.has(why.kind))
  const [first] = out
  if (first === undefined) return null
  const everywhere = out.length === workers.length
  const what = everywhere
    ? reason('planning.size-on-none')
    : out.length === 1
      ? reason('planning.size-not-on-one', { name: first.name, reason: first.reason })
      : reason('planning.size-not-on', { count: out.length, of: workers.length })
  return { field: 'size', what, everywhere }
}

/** Why nobody could make any of it, even if every machine were there; null: somebody could, as far as is known. */
function blockedBecause(
  parts: readonly GenerationParams[],
  workers: readonly FleetWorker[],
  leftOut: Plan['leftOut'],
): Reason | null {
  if (parts.length === 0 || parts.length * workers.length > MOST_PAIRS) return null
  const noRoom = new Map(
    leftOut.flatMap(({ workerId, reason: why }) =>
      why.kind === 'planning.no-room' ? [[workerId, why] as const] : [],
    ),
  )
  const reasons = new Map<string, Reason>()
  for (const params of parts)
    for (const worker of workers) {
      const why =
        eligibilityOf(params, { ...worker, available: true, unavailableReason: null }) ??
        noRoom.get(worker.id) ??
        null
      if (why === null) return null
      reasons.set(JSON.stringify(why), why)
    }
  return reason('planning.nobody', { reasons: [...reasons.values()].slice(0, MOST_REASONS) })
}
