import { CONTESTANTS, type Measurement } from './measure.ts'
import { bonusOrNot, missesOf, type Ratio, type Report, TITLES } from './report.ts'
import type { Scenario } from './scenario.ts'

const meanBare = (measurements: readonly Measurement[]) =>
  measurements.reduce((sum, { bare }) => sum + bare, 0) / Math.max(1, measurements.length)

const figure = (ratio: number) =>
  (Number.isNaN(ratio) ? '–' : ratio < 100 ? ratio.toFixed(3) : ratio.toFixed(0)).padStart(6)
const cell = ({ mean, worst }: Ratio) => `${figure(mean)} ${figure(worst)}`

/** The report as a person reads it: a table, then hits and misses alike. */
export function tableOf(
  report: Report,
  measured: readonly (readonly Measurement[])[],
  seeds: number,
  scenarios: readonly Scenario[] = [],
): string {
  const width = Math.max(8, ...report.scenarios.map(({ name }) => name.length))
  const lines = [
    `Makespan over the clairvoyant bound, mean and worst of ${seeds} seeds. "bare": Tributary's mean over a bound without any overhead. "first": seconds until its first picture and least possible, means.`,
    '',
    [
      'scenario'.padEnd(width),
      'kind   ',
      'images',
      'workers',
      ...CONTESTANTS.map((who) => TITLES[who].padStart(15)),
      '  bare',
      '      first',
      'goal',
    ].join('  '),
  ]
  const misses = missesOf(report, scenarios)
  const isMissed = (name: string) => misses.some((miss) => miss.startsWith(`${name}: `))
  for (const [at, { name, kind, images, workers, ratio, firstPicture }] of report.scenarios.entries()) {
    lines.push(
      [
        name.padEnd(width),
        kind.padEnd(7),
        String(images).padStart(6),
        String(workers).padStart(7),
        ...CONTESTANTS.map((who) => cell(ratio[who]).padStart(15)),
        figure(meanBare(measured[at] ?? [])),
        `${firstPicture.mean.toFixed(1)} ${firstPicture.leastMean.toFixed(1)}`.padStart(11),
        isMissed(name) ? 'MISS' : 'met',
      ].join('  '),
    )
  }
  lines.push('', ...detailsOf(report))
  for (const { mode, images, workers, ms } of [report.planning, report.bonusPlanning])
    lines.push(`Planning ${images} images${bonusOrNot(mode)} over ${workers} workers: ${ms.toFixed(2)} ms.`)
  lines.push('')
  const met = report.scenarios.filter(({ name }) => !isMissed(name)).length
  if (misses.length === 0) lines.push('Every goal is met.')
  else lines.push(`${met} of ${report.scenarios.length} scenarios meet every goal. Missed:`)
  lines.push(...misses.map((miss) => `- ${miss}`))
  return lines.join('\n')
}

/** What only some scenarios have: several jobs, bonus mode, a time. */
function detailsOf({ scenarios }: Report): string[] {
  const several = scenarios
    .filter(({ jobs }) => jobs.length > 1)
    .map(
      ({ name, jobs }) =>
        `${name}: job by job, each over the bound for it and all before it: ${jobs.map((job) => cell(job).trim()).join(', ')}.`,
    )
  const withBonus = scenarios.flatMap(({ name, bonus }) =>
    bonus === undefined
      ? []
      : [
          `${name}: ${bonus.promised.toFixed(1)} images beyond the N promised, ${bonus.made.toFixed(1)} made; end over exact mode's and the time of the bonus: ${cell(bonus.overExact).trim()}.`,
        ],
  )
  const byTime = scenarios.flatMap(({ name, until, ratio }) =>
    until === undefined
      ? []
      : [
          `${name}: in ${until.seconds.toFixed(1)} s at most ${until.most.toFixed(1)} images could be made, ${until.made.toFixed(1)} were (ratio ${cell(ratio.tributary).trim()}), ${until.late.toFixed(1)} came late; the first plan said ${until.foretold.toFixed(1)}; the last picture came ${until.worstLateness.toFixed(1)} s after the time at worst.`,
        ],
  )
  const lines = [...several, ...withBonus, ...byTime]
  return lines.length === 0 ? [] : [...lines, '']
}
