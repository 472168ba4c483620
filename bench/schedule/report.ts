import { CONTESTANTS, type Contestant, type Measurement } from './measure.ts'
import type { Scenario } from './scenario.ts'

/** Ratio over the bound that is aimed at. */
const GOALS = { static: 1.03, dynamic: 1.1 } as const
const PLANNING_GOAL_MS = 20
/** What a contestant may be behind another without being worse: rounding. */
const ROUNDING = 1e-3

interface Ratio {
  readonly mean: number
  readonly worst: number
}

/** What `--json` writes. */
export interface Report {
  readonly scenarios: readonly {
    readonly name: string
    readonly kind: 'static' | 'dynamic'
    readonly images: number
    readonly workers: number
    readonly ratio: Readonly<Record<Contestant, Ratio>>
  }[]
  readonly planning: { readonly images: number; readonly workers: number; readonly ms: number }
}

export function reportOf(
  scenarios: readonly Scenario[],
  measured: readonly (readonly Measurement[])[],
  planning: Report['planning'],
): Report {
  return {
    scenarios: scenarios.map(({ name, kind, jobs, workers }, at) => ({
      name,
      kind,
      images: jobs.reduce((sum, images) => sum + images, 0),
      workers: workers.reduce((sum, { count }) => sum + count, 0),
      ratio: {
        tributary: ratioOf(measured[at] ?? [], 'tributary'),
        classic: ratioOf(measured[at] ?? [], 'classic'),
        equal: ratioOf(measured[at] ?? [], 'equal'),
        fastest: ratioOf(measured[at] ?? [], 'fastest'),
      },
    })),
    planning: { ...planning, ms: Number(planning.ms.toFixed(3)) },
  }
}

function ratioOf(measurements: readonly Measurement[], who: Contestant): Ratio {
  const ratios = measurements.map((each) => each.ratios[who])
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length
  return { mean: Number(mean.toFixed(5)), worst: Number(Math.max(...ratios).toFixed(5)) }
}

/** What is not as good as it should be, in words; empty: every goal is met. */
export function missesOf(report: Report): string[] {
  const misses: string[] = []
  for (const { name, kind, ratio } of report.scenarios) {
    const { tributary } = ratio
    if (tributary.mean > GOALS[kind])
      misses.push(`${name}: mean ${tributary.mean.toFixed(3)}, the goal is ${GOALS[kind].toFixed(2)}`)
    for (const other of ['classic', 'fastest'] as const)
      for (const measure of ['mean', 'worst'] as const)
        if (tributary[measure] > ratio[other][measure] + ROUNDING)
          misses.push(
            `${name}: ${measure} ${tributary[measure].toFixed(3)} is above ${TITLES[other]} (${ratio[other][measure].toFixed(3)})`,
          )
  }
  const { images, workers, ms } = report.planning
  if (ms > PLANNING_GOAL_MS)
    misses.push(
      `planning ${images} images over ${workers} workers takes ${ms.toFixed(1)} ms, the goal is ${PLANNING_GOAL_MS} ms`,
    )
  return misses
}

const TITLES: Readonly<Record<Contestant, string>> = {
  tributary: 'Tributary',
  classic: 'classic',
  equal: 'equal split',
  fastest: 'fastest alone',
}

const meanBare = (measurements: readonly Measurement[]) =>
  measurements.reduce((sum, { bare }) => sum + bare, 0) / Math.max(1, measurements.length)

/** The report as a person reads it: a table, then hits and misses alike. */
export function tableOf(
  report: Report,
  measured: readonly (readonly Measurement[])[],
  seeds: number,
): string {
  const width = Math.max(8, ...report.scenarios.map(({ name }) => name.length))
  const cell = ({ mean, worst }: Ratio) => `${figure(mean)} ${figure(worst)}`
  const lines = [
    `Makespan over the clairvoyant bound, mean and worst of ${seeds} seeds. "bare": Tributary's mean over a bound without any overhead.`,
    '',
    [
      'scenario'.padEnd(width),
      'kind   ',
      'images',
      'workers',
      ...CONTESTANTS.map((who) => TITLES[who].padStart(15)),
      '  bare',
      'goal',
    ].join('  '),
  ]
  const misses = missesOf(report)
  const isMissed = (name: string) => misses.some((miss) => miss.startsWith(`${name}: `))
  for (const [at, { name, kind, images, workers, ratio }] of report.scenarios.entries()) {
    lines.push(
      [
        name.padEnd(width),
        kind.padEnd(7),
        String(images).padStart(6),
        String(workers).padStart(7),
        ...CONTESTANTS.map((who) => cell(ratio[who]).padStart(15)),
        figure(meanBare(measured[at] ?? [])),
        isMissed(name) ? 'MISS' : 'met',
      ].join('  '),
    )
  }
  const { images, workers, ms } = report.planning
  lines.push('', `Planning ${images} images over ${workers} workers: ${ms.toFixed(2)} ms.`, '')
  const met = report.scenarios.filter(({ name }) => !isMissed(name)).length
  if (misses.length === 0) lines.push('Every goal is met.')
  else lines.push(`${met} of ${report.scenarios.length} scenarios meet every goal. Missed:`)
  lines.push(...misses.map((miss) => `- ${miss}`))
  return lines.join('\n')
}

const figure = (ratio: number) => (ratio < 100 ? ratio.toFixed(3) : ratio.toFixed(0)).padStart(6)
