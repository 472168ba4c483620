import type { GridAxis } from '../../src/shared/grid.ts'

/** Machines that are alike. */
interface Machines {
  readonly count: number
  /** images of the benchmark payload a minute; of several machines from the first to the second */
  readonly ipm: readonly [number, number]
  readonly loadSeconds: number
  /** seconds from the start; of the first of them; absent: it stays */
  readonly firstLeavesAt?: number
}

/** A fleet and a grid. */
export interface RunsScenario {
  readonly name: string
  readonly machines: Machines
  readonly checkpoints: number
  /** besides that of the checkpoints */
  readonly axes: readonly GridAxis[]
  /** of each cell */
  readonly images: number
  /** makespan over the least possible without loads that is aimed at */
  readonly goal: number
  /** small enough to try every division of checkpoints over machines */
  readonly exhaustive?: true
}

const SAMPLERS: GridAxis = { field: 'sampler', values: ['Euler a', 'Euler', 'DDIM', 'LMS'] }
const seeds = (count: number): GridAxis => ({
  field: 'seed',
  values: Array.from({ length: count }, (_, seed) => String(seed + 1)),
})

/** What requests.md asks for: unequal runs, 2, 5 and 20 checkpoints over 3, 10 and 30 machines, loads of 5 to 60 s, runs of one image, a death. */
export const RUNS_SCENARIOS: readonly RunsScenario[] = [
  {
    ...{ name: '3 checkpoints x 4 samplers x 5 seeds, 3 machines, loads 20 s', checkpoints: 3 },
    ...{ axes: [SAMPLERS, seeds(5)], images: 1, goal: 1.6, exhaustive: true },
    machines: { count: 3, ipm: [20, 20], loadSeconds: 20 },
  },
  {
    ...{ name: '2 checkpoints, 3 unequal machines, loads 5 s', checkpoints: 2 },
    ...{ axes: [seeds(30)], images: 1, goal: 1.2, exhaustive: true },
    machines: { count: 3, ipm: [10, 30], loadSeconds: 5 },
  },
  {
    ...{ name: '2 checkpoints, 3 unequal machines, loads 60 s', checkpoints: 2 },
    ...{ axes: [seeds(30)], images: 1, goal: 2, exhaustive: true },
    machines: { count: 3, ipm: [10, 30], loadSeconds: 60 },
  },
  {
    ...{ name: '5 checkpoints, 10 machines, loads 20 s', checkpoints: 5 },
    ...{ axes: [SAMPLERS], images: 20, goal: 1.4 },
    machines: { count: 10, ipm: [10, 40], loadSeconds: 20 },
  },
  {
    ...{ name: '20 checkpoints, 10 machines, loads 20 s', checkpoints: 20 },
    ...{ axes: [SAMPLERS], images: 5, goal: 1.65 },
    machines: { count: 10, ipm: [10, 40], loadSeconds: 20 },
  },
  {
    ...{ name: '20 checkpoints, 30 machines, loads 60 s', checkpoints: 20 },
    ...{ axes: [SAMPLERS], images: 20, goal: 2 },
    machines: { count: 30, ipm: [10, 60], loadSeconds: 60 },
  },
  {
    ...{ name: 'unequal work: 3 sizes x 3 steps x 2 checkpoints, 10 machines', checkpoints: 2 },
    axes: [
      { field: 'size', values: ['512x512', '768x768', '1024x1024'] },
      { field: 'steps', values: ['10', '20', '50'] },
    ],
    ...{ images: 8, goal: 1.25 },
    machines: { count: 10, ipm: [10, 40], loadSeconds: 20 },
  },
  {
    ...{ name: '5 checkpoints, 10 machines, one dies after it loaded', checkpoints: 5 },
    ...{ axes: [SAMPLERS], images: 20, goal: 1.5 },
    machines: { count: 10, ipm: [10, 40], loadSeconds: 20, firstLeavesAt: 60 },
  },
  {
    ...{ name: 'no checkpoint but one: 4 samplers x 50 seeds, 10 machines', checkpoints: 1 },
    ...{ axes: [SAMPLERS, seeds(50)], images: 1, goal: 1.1 },
    machines: { count: 10, ipm: [10, 40], loadSeconds: 20 },
  },
]
