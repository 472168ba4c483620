import { z } from 'zod'

/** What a measured process is asked to do. */
export const Task = z.object({
  url: z.string(),
  /** px of a side */
  size: z.number().int(),
  batch: z.number().int(),
  images: z.number().int(),
  /** an empty folder of its own */
  folder: z.string(),
})
export type Task = z.infer<typeof Task>

/** Pictures before the measured ones: two batches, and enough for the engine to have compiled what runs for every picture. */
export const warmUpOf = ({ batch, images }: Task): number => Math.max(2 * batch, Math.min(images, 64))

/** What it found. Times in ms; CPU is user and system time of the process between the first request and the last picture. */
export const Figures = z.object({
  images: z.number(),
  bytes: z.number(),
  cpuMs: z.number(),
  wallMs: z.number(),
  peakRssMiB: z.number(),
  /** from an answer's last picture in memory to each of its pictures stored, and to its event */
  storedMs: z.array(z.number()),
  announcedMs: z.array(z.number()),
})
export type Figures = z.infer<typeof Figures>

export const taskOf = (argument: string | undefined): Task => Task.parse(JSON.parse(argument ?? ''))

/** Starts the stopwatch for this process's own CPU time. */
export function startMeasuring(): () => { cpuMs: number; wallMs: number; peakRssMiB: number } {
  const cpu = process.cpuUsage()
  const began = performance.now()
  return () => {
    const { user, system } = process.cpuUsage(cpu)
    return {
      cpuMs: (user + system) / 1000,
      wallMs: performance.now() - began,
      peakRssMiB: process.resourceUsage().maxRSS / 1024,
    }
  }
}
