import fc from 'fast-check'
import { expect } from 'vitest'
import type { GenerationRequest } from '../../../../shared/generation.ts'
import type { JobId } from '../../../../shared/ids.ts'
import type { JobView } from '../../../../shared/job.ts'
import type { Capabilities, Lane } from '../../../../shared/worker.ts'
import { told } from '../../../testing/told.ts'
import { TributaryError } from '../../failure.ts'
import type { Dispatcher } from '../dispatcher.ts'
import { isOver } from '../job/job-state.ts'
import { expectSound, expectWhole } from './expectations.ts'
import type { Fault, FaultKind } from './fault.ts'
import type { ServerHabits } from './simulated-server.ts'
import { expectConsistent } from './story.ts'
import type { VirtualWorkerSpec } from './virtual-fleet.ts'
import { createUnwatchedWorld, requestFor, steady, type World } from './world.ts'

const HOURS = 3_600_000

const share = fc.constantFrom(0, 0.1, 0.5, 0.9, 1)
const kinds: FaultKind[] = [
  'unreachable',
  'connection-reset',
  'gateway',
  'timeout',
  'not-ready',
  'rate-limited',
  'validation',
  'unknown-sampler',
  'out-of-memory',
  'server-error',
  'invalid-answer',
  'auth',
]
const fault: fc.Arbitrary<Fault | null> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(null) },
  fc.record({ type: fc.constant('fail' as const), kind: fc.constantFrom(...kinds), afterShare: share }),
  fc.record({ type: fc.constant('lost' as const), afterShare: share }),
  fc.record({
    type: fc.constant('hang' as const),
    seconds: fc.constantFrom(30, 90, Number.POSITIVE_INFINITY),
  }),
  fc.record({ type: fc.constant('stall' as const), afterShare: share }),
  fc.record({ type: fc.constant('dark' as const), seconds: fc.constantFrom(10, 100) }),
  fc.record({ type: fc.constant('cut-short' as const), images: fc.nat(3) }),
  fc.record({ type: fc.constant('fewer' as const), images: fc.nat(3) }),
  fc.constant<Fault>({ type: 'grid-first' }),
  fc.record({ type: fc.constant('extras' as const), count: fc.nat(2) }),
  fc.constant<Fault>({ type: 'other-sampler', sampler: 'DPM++ 2M' }),
  fc.constant<Fault>({ type: 'other-checkpoint', checkpoint: 'other' }),
  fc.record({ type: fc.constant('slow' as const), times: fc.constantFrom(3, 20) }),
)

const kindOfServer: fc.Arbitrary<{ capabilities: Partial<Capabilities>; habits: Partial<ServerHabits> }> =
  fc.constantFrom(
    { capabilities: {}, habits: {} },
    { capabilities: { kind: 'forge', loadsAhead: true }, habits: {} },
    {
      capabilities: { kind: 'sdnext', loadsAhead: true, taskIds: false, queuesInOrder: false },
      habits: { tellsTaskIds: false },
    },
    {
      capabilities: { kind: 'koboldcpp', taskIds: false, queuesInOrder: false, batches: false },
      habits: { tellsProgress: false, withInfo: false, withInfotexts: false },
    },
    { capabilities: { taskIds: false }, habits: { tellsTaskIds: false } },
  )

const worker = fc.record({
  ipm: fc.constantFrom(2, 5, 15, 20, 60),
  believedIpm: fc.option(fc.constantFrom(5, 20), { nil: undefined }),
  overheadSeconds: fc.constantFrom(0, 0.5, 3),
  vramCap: fc.constantFrom(0, 1, 3, 64, 64),
  warm: fc.boolean(),
  loadSeconds: fc.constantFrom(0, 10, 200),
  presence: fc.constantFrom(
    { joinsAt: 0, leavesAt: Number.POSITIVE_INFINITY },
    { joinsAt: 0, leavesAt: Number.POSITIVE_INFINITY },
    { joinsAt: 0, leavesAt: 40 },
    { joinsAt: 60, leavesAt: Number.POSITIVE_INFINITY },
    { joinsAt: 150, leavesAt: 30 },
  ),
  server: kindOfServer,
  latencyMs: fc.constantFrom(0, 0, 300),
  lane: fc.constantFrom<Lane>('active', 'active', 'reserve'),
  faults: fc.array(fault, { maxLength: 6 }),
})
type AnyWorker = typeof worker extends fc.Arbitrary<infer T> ? T : never

const specOf = (each: AnyWorker, at: number): VirtualWorkerSpec => ({
  truth: steady(`worker-${at}`, each.ipm, {
    overheadSeconds: each.overheadSeconds,
    vramCap: each.vramCap,
    warm: each.warm,
    loadSeconds: each.loadSeconds,
    gain: (b) => 0.7 + 0.3 / b,
    ...each.presence,
  }),
  belief: {
    lane: each.lane,
    capabilities: each.server.capabilities,
    ...(each.believedIpm === undefined ? {} : { ipm: each.believedIpm }),
  },
  habits: { latencyMs: each.latencyMs, ...each.server.habits },
  faults: (_, nth) => each.faults[nth] ?? null,
})

/** What makes a job one of several parts; nothing: it is of one. */
const parts: fc.Arbitrary<Partial<GenerationRequest>> = fc.constantFrom<Partial<GenerationRequest>>(
  {},
  {},
  {},
  { grid: { axes: [{ field: 'steps', values: ['10', '40', '20'] }] } },
  {
    grid: {
      axes: [
        { field: 'checkpoint', values: ['common', 'other'] },
        { field: 'sampler', values: ['Euler a', 'Euler'] },
      ],
    },
  },
  { prompts: ['a mill', 'a harbour', 'a valley'] },
  { prompt: 'a {red|green|blue} boat', variants: 'all' },
)

const job: fc.Arbitrary<Partial<GenerationRequest> & { images: number }> = fc
  .tuple(
    parts,
    fc.record({
      images: fc.integer({ min: 1, max: 24 }),
      mode: fc.constantFrom('exact' as const, 'bonus' as const, 'until' as const),
      until: fc.record({
        by: fc.constant('duration' as const),
        seconds: fc.constantFrom(3, 40, 200, 1000),
        at: fc.constant(null),
      }),
      runOver: fc.boolean(),
      stepScaling: fc.boolean(),
      seed: fc.constantFrom(-1, 0, 4_294_967_295),
      subseed: fc.constantFrom(-1, 7),
      subseedStrength: fc.constantFrom(0, 0, 0.4),
      checkpoint: fc.constantFrom('common', 'other', null),
    }),
  )
  .map(([more, own]) =>
    Object.keys(more).length === 0
      ? own
      : { ...own, ...more, mode: 'exact' as const, images: Math.ceil(own.images / 4) },
  )

const OTHER = { title: 'other.safetensors', name: 'other', hash: null, sha256: null }

/** What a person, the disk or another user does at a moment. `at` indexes workers and jobs, whatever there is of them. */
const deed = fc.record({
  afterMs: fc.integer({ min: 0, max: 40_000 }),
  at: fc.nat(4),
  what: fc.constantFrom(
    'cancel',
    'pause',
    'resume',
    'disk fills',
    'disk is freed',
    'lane off',
    'lane active',
    'lane reserve',
    'sign in or resume',
    'refresh lists',
    'checkpoint goes',
    'checkpoint comes',
    'somebody else',
    'connections break',
    'queue moves',
    'remove',
  ),
})
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never

function act(
  { fleet, dispatcher, sink, clock }: World,
  jobs: readonly JobView[],
  { what, at }: Deed,
  trusted: Set<string>,
): void {
  const workers = fleet.workers()
  const target = workers[at % Math.max(1, workers.length)]
  const subject = jobs[at % jobs.length]
  const lane = (to: Lane) => target && fleet.change(target.name, { lane: to })
  const lists = (checkpoints: Capabilities['checkpoints']) =>
    target?.capabilities &&
    fleet.change(target.name, { capabilities: { ...target.capabilities, checkpoints } })
  switch (what) {
    case 'cancel':
      // Seldom: what is cancelled proves nothing more.
      if (subject && at === 4) dispatcher.cancel(subject.id)
      break
    case 'pause':
      if (subject) dispatcher.pause(subject.id)
      break
    case 'resume':
      if (subject) dispatcher.resume(subject.id)
      break
    case 'disk fills':
      sink.trouble = new TributaryError('storage-full', `The disk is full at ${clock.now()}.`)
      break
    case 'disk is freed':
      sink.trouble = null
      break
    case 'lane off':
      lane('off')
      break
    case 'lane active':
      lane('active')
      break
    case 'lane reserve':
      lane('reserve')
      break
    case 'sign in or resume':
      if (target && ['needs-sign-in', 'paused'].includes(fleet.state(target.name))) {
        trusted.add(target.name)
        fleet.change(target.name, { available: true, unavailableReason: null })
      }
      break
    case 'refresh lists':
      if (target?.capabilities)
        fleet.change(target.name, { capabilities: { ...target.capabilities, loras: [] } })
      break
    case 'checkpoint goes':
      if (target?.capabilities)
        lists((target.capabilities.checkpoints ?? []).filter(({ name }) => name !== OTHER.name))
      break
    case 'checkpoint comes':
      if (target?.capabilities)
        lists([...(target.capabilities.checkpoints ?? []).filter(({ name }) => name !== OTHER.name), OTHER])
      break
    case 'somebody else':
      if (target) fleet.server(target.name).occupy(20)
      break
    case 'connections break':
      if (target) fleet.server(target.name).cutConnections()
      break
    case 'queue moves':
      moveAmongOpen(dispatcher, subject?.id, jobs[(at + 1) % jobs.length]?.id)
      break
    case 'remove':
      if (target && at === 4) fleet.remove(target.name)
      break
  }
}

/** Jobs that are over have no place in the queue: in front of one of them stands for the end. */
function moveAmongOpen(dispatcher: Dispatcher, id: JobId | undefined, before: JobId | undefined): void {
  const open = new Set(dispatcher.jobs().flatMap((job) => (isOver(job.state) ? [] : [job.id])))
  if (id === undefined || !open.has(id)) return
  dispatcher.move(id, before !== undefined && open.has(before) ? before : null)
}

export interface AnyStory {
  readonly workers: readonly AnyWorker[]
  readonly requests: readonly (Partial<GenerationRequest> & { images: number })[]
  readonly deeds: readonly Deed[]
  /** ms that each write to the disk takes, and each rename */
  readonly diskMs: number
}

/** Fleets of any kind with any faults, jobs, and what people, the disk and other users do meanwhile. */
export const anyStory: fc.Arbitrary<AnyStory> = fc.record({
  workers: fc.array(worker, { minLength: 1, maxLength: 5 }),
  requests: fc.array(job, { minLength: 1, maxLength: 3 }),
  deeds: fc.array(deed, { maxLength: 8 }),
  diskMs: fc.constantFrom(0, 30, 1500),
})

/** Lets a story happen, and then all be well again with the disk and the jobs, until every job has ended or nothing happens any more. */
export async function playOut({ workers, requests, deeds, diskMs }: AnyStory): Promise<World> {
  const world = createUnwatchedWorld(workers.map(specOf))
  const { sink, clock } = world
  if (diskMs > 0) sink.busy = () => new Promise((resolve) => clock.after(diskMs, resolve))
  const servers = workers.map((_, at) => world.fleet.server(`worker-${at}`))
  /** workers a person resumed, who is taken to have looked after what hung there */
  const trusted = new Set<string>()
  const jobs = requests.map(({ images, ...more }) => world.dispatcher.submit(requestFor(images, more)))
  for (const each of deeds) {
    await world.clock.advance(each.afterMs)
    act(world, jobs, each, trusted)
  }
  world.sink.trouble = null
  for (const { id } of jobs) world.dispatcher.resume(id)

  const ended = Promise.all(jobs.map(({ id }) => world.dispatcher.whenDone(id)))
  await world.clock.run(ended, 6 * HOURS).catch((error: Error) => {
    if (!error.message.startsWith('still waiting')) throw error
  })
  // What was given up on is still being put in order when its job is over already.
  await world.clock.advance(60_000)
  for (const [at, each] of workers.entries())
    if (!trusted.has(`worker-${at}`))
      expect(servers[at]?.mostAtOnce).toBeLessThanOrEqual(mostRequestsOf(each))
  return world
}

/** Where requests can be told apart and withdrawn, more of them may be there while answers travel for longer than requests are computed. */
const mostRequestsOf = ({ server: { capabilities } }: AnyWorker) => (capabilities.taskIds === false ? 2 : 4)

/** What holds at the end of every story. */
export function expectWellEnded(world: World): void {
  for (const view of world.dispatcher.jobs()) {
    if (view.request.mode === 'until') expectEndedInTime(world, view)
    else if (view.state === 'finished') expectWhole(world, view)
    else expectSound(world, view)
    if (!isOver(view.state)) {
      expect(view.state).toBe('waiting')
      expect(told(view.problem?.message)).toMatch(/^No machine is available|^There are no machines/)
    }
  }
  for (const { name } of world.fleet.workers()) expect(world.fleet.requestsOut(name)).toBe(0)
  expectConsistent(world.events)
}

/** It has ended whatever happened, and what it was asked for is what it has. */
function expectEndedInTime(world: World, view: JobView): void {
  expect(isOver(view.state), view.state).toBe(true)
  expect(view.requested).toBe(view.stored)
  if (view.state === 'finished') expect(view.stored).toBeGreaterThan(0)
  expectSound(world, view)
}
