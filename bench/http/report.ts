import type { Figures } from './task.ts'

/** One row of the report. Names that other tools rely on; times in ms, memory in MiB. */
export interface HttpCase {
  readonly size: string
  readonly batch: number
  readonly images: number
  readonly bytesPerImage: number
  readonly cpuMsPerImage: number
  readonly floorCpuMsPerImage: number
  readonly imagesPerSecond: number
  readonly floorImagesPerSecond: number
  readonly peakRssMiB: number
  readonly floorPeakRssMiB: number
  readonly storedMsP50: number
  readonly storedMsP99: number
  readonly announcedMsP50: number
  readonly announcedMsP99: number
}

const CPU_GOAL = 2
/** Beyond the peak at batches of 8, in pictures of that size held in memory. */
const MEMORY_GOAL_IMAGES = 8

/** Medians over the rounds of a case; the percentiles are over all pictures of all rounds. */
export function caseOf(
  task: { size: number; batch: number; images: number },
  controller: readonly Figures[],
  floor: readonly Figures[],
): HttpCase {
  const per = (rounds: readonly Figures[], value: (figures: Figures) => number) =>
    percentile(rounds.map(value), 0.5)
  const cpu = ({ cpuMs, images }: Figures) => cpuMs / images
  const speed = ({ wallMs, images }: Figures) => (images / wallMs) * 1000
  const stored = controller.flatMap(({ storedMs }) => storedMs)
  const announced = controller.flatMap(({ announcedMs }) => announcedMs)
  return {
    size: `${task.size}x${task.size}`,
    batch: task.batch,
    images: task.images,
    bytesPerImage: Math.round(per(controller, ({ bytes, images }) => bytes / images)),
    cpuMsPerImage: per(controller, cpu),
    floorCpuMsPerImage: per(floor, cpu),
    imagesPerSecond: per(controller, speed),
    floorImagesPerSecond: per(floor, speed),
    peakRssMiB: Math.max(...controller.map(({ peakRssMiB }) => peakRssMiB)),
    floorPeakRssMiB: Math.max(...floor.map(({ peakRssMiB }) => peakRssMiB)),
    storedMsP50: percentile(stored, 0.5),
    storedMsP99: percentile(stored, 0.99),
    announcedMsP50: percentile(announced, 0.5),
    announcedMsP99: percentile(announced, 0.99),
  }
}

/** Nearest rank. NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** The table, and below it which goals are met and which are missed. */
export function tableOf(cases: readonly HttpCase[]): string {
  const head = [
    'size',
    'batch',
    'kB',
    'CPU ms',
    'floor',
    'ratio',
    'img/s',
    'floor',
    'peak MiB',
    'floor',
    'stored p50',
    'p99',
    'announced p50',
    'p99',
  ]
  const rows = cases.map((each) => [
    each.size,
    String(each.batch),
    (each.bytesPerImage / 1000).toFixed(0),
    each.cpuMsPerImage.toFixed(2),
    each.floorCpuMsPerImage.toFixed(2),
    ratio(each).toFixed(2),
    each.imagesPerSecond.toFixed(0),
    each.floorImagesPerSecond.toFixed(0),
    each.peakRssMiB.toFixed(0),
    each.floorPeakRssMiB.toFixed(0),
    each.storedMsP50.toFixed(1),
    each.storedMsP99.toFixed(1),
    each.announcedMsP50.toFixed(1),
    each.announcedMsP99.toFixed(1),
  ])
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ')
  return [line(head), ...rows.map(line), '', ...verdicts(cases)].join('\n')
}

const ratio = (each: HttpCase) => each.cpuMsPerImage / each.floorCpuMsPerImage

/** Each goal in a sentence, missed ones as plainly as met ones. */
export function verdicts(cases: readonly HttpCase[]): string[] {
  const over = cases.filter((each) => ratio(each) > CPU_GOAL)
  const cpu =
    over.length === 0
      ? `CPU per image is within ${CPU_GOAL} times the floor in every case.`
      : `MISSED: CPU per image is above ${CPU_GOAL} times the floor for ${over.map((each) => `${each.size} in batches of ${each.batch} (${ratio(each).toFixed(2)})`).join(', ')}.`
  const memory = [...new Set(cases.map(({ size }) => size))].flatMap((size) => {
    const own = cases.filter((each) => each.size === size).sort((a, b) => a.batch - b.batch)
    const [small, large] = [own.at(-2), own.at(-1)]
    if (small === undefined || large === undefined) return []
    const grown = large.peakRssMiB - small.peakRssMiB
    const pictures = (grown * 2 ** 20) / large.bytesPerImage
    const words = `the peak of memory changes by ${grown.toFixed(0)} MiB (${pictures.toFixed(1)} pictures) from batches of ${small.batch} to ${large.batch} at ${size}.`
    return [pictures <= MEMORY_GOAL_IMAGES ? `Memory: ${words}` : `MISSED: ${words}`]
  })
  return [cpu, ...memory]
}
