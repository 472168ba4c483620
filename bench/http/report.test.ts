import { describe, expect, it } from 'vitest'
import { caseOf, percentile, verdicts } from './report.ts'
import type { Figures } from './task.ts'

const figures = (more: Partial<Figures> = {}): Figures => ({
  images: 10,
  bytes: 4_000_000,
  cpuMs: 20,
  wallMs: 100,
  peakRssMiB: 100,
  storedMs: [5, 6, 7],
  announcedMs: [6, 7, 8],
  ...more,
})
const row = (batch: number, more: Partial<Figures> = {}) =>
  caseOf({ size: 512, batch, images: 10 }, [figures(more)], [figures({ cpuMs: 15 })])

describe('a case of the report', () => {
  it('takes the median over its rounds, and the worst of memory', () => {
    const rounds = [10, 90, 30].map((cpuMs) => figures({ cpuMs, peakRssMiB: cpuMs }))
    expect(caseOf({ size: 1024, batch: 8, images: 10 }, rounds, [figures()])).toMatchObject({
      size: '1024x1024',
      cpuMsPerImage: 3,
      floorCpuMsPerImage: 2,
      imagesPerSecond: 100,
      peakRssMiB: 90,
      bytesPerImage: 400_000,
      storedMsP50: 6,
      storedMsP99: 7,
    })
  })
  it('takes percentiles by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at)
    expect(percentile(hundred, 0.5)).toBe(50)
    expect(percentile(hundred, 0.99)).toBe(99)
    expect(percentile([], 0.5)).toBeNaN()
  })
})

describe('the verdict', () => {
  it('says what is within its bounds', () => {
    expect(verdicts([row(8), row(64)]).every((line) => !line.startsWith('MISSED'))).toBe(true)
  })
  it('names the cases that cost too much, and memory that grows with the batch', () => {
    const [cpu, memory] = verdicts([row(8), row(64, { cpuMs: 31, peakRssMiB: 125 })])
    expect(cpu).toMatch(/^MISSED.*512x512 in batches of 64 \(2\.07\)/)
    expect(memory).toMatch(/^MISSED.*25 MiB \(65\.5 pictures\) from batches of 8 to 64/)
  })
})
