import { describe, expect, it } from 'vitest'
import { ImageId } from '../../shared/ids.ts'
import { reason } from '../../shared/words/catalogue.ts'
import { inWords } from '../../shared/words/say.ts'
import { TributaryError } from '../core/failure.ts'
import { type PurgeDeps, purgeDaily } from './trash-purge.ts'

const DAY_MS = 24 * 3600_000
const NOW = 100 * DAY_MS

/** Runs it over some waits of virtual time; `old`: pictures in the trash that are old enough at first. */
async function run(old: number, changes: Partial<PurgeDeps> = {}, waits = 6) {
  const asked: { time: number; limit: number; left: number }[] = []
  const reports: string[] = []
  const waited: number[] = []
  const stopping = new AbortController()
  let left = old
  let changed = 0
  await purgeDaily({
    trash: {
      purgeBefore: async (time, limit) => {
        asked.push({ time, limit, left })
        const count = Math.min(left, limit)
        left -= count
        return {
          imageIds: Array.from({ length: count }, (_, at) => ImageId.parse(`image-${at}`)),
          problem: null,
        }
      },
    },
    days: () => 30,
    ready: Promise.resolve(),
    wall: () => NOW,
    changed: () => changed++,
    report: (what) => reports.push(inWords(what)),
    signal: stopping.signal,
    wait: async (ms) => {
      waited.push(ms)
      if (waited.length >= waits) stopping.abort()
    },
    ...changes,
  })
  return { asked, reports, waited, left, changed }
}

describe('purging the trash', () => {
  it('asks for what is older than the setting, in bounded steps with pauses, then again a day later', async () => {
    const { asked, waited, left, changed } = await run(250, {}, 4)
    expect(asked.map((each) => each.left)).toEqual([250, 150, 50, 0])
    expect(new Set(asked.map(({ time }) => time))).toEqual(new Set([NOW - 30 * DAY_MS]))
    expect(waited.slice(0, 3).every((ms) => ms < 1000)).toBe(true)
    expect(waited[3]).toBe(DAY_MS)
    expect([left, changed]).toEqual([0, 1])
  })

  it('deletes nothing where the setting is "never"', async () => {
    const { asked, waited } = await run(250, { days: () => null }, 2)
    expect(asked).toEqual([])
    expect(waited).toEqual([DAY_MS, DAY_MS])
  })

  it('tells what went wrong once, and tries again a day later', async () => {
    const refuse = async () => {
      throw new TributaryError('storage-full', reason('gallery.trash.disk-full', { folder: '/pictures' }))
    }
    const { reports, waited } = await run(250, { trash: { purgeBefore: refuse } }, 2)
    expect(reports).toHaveLength(2)
    expect(reports[0]).toContain('/pictures')
    expect(waited).toEqual([DAY_MS, DAY_MS])
  })

  it('begins when the folder has been looked at', async () => {
    const { asked } = await run(1, { ready: new Promise((resolve) => setImmediate(resolve)) }, 2)
    expect(asked).toHaveLength(2)
  })
})
