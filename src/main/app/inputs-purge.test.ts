import { describe, expect, it } from 'vitest'
import { inWords } from '../../shared/words/say.ts'
import { TributaryError } from '../core/failure.ts'
import { purgeInputsDaily } from './inputs-purge.ts'

const DAY_MS = 24 * 3600_000
const NOW = 100 * DAY_MS

/** Three days of it. */
async function run(purge: (time: number) => Promise<number>) {
  const [reports, waited]: [string[], number[]] = [[], []]
  const stopping = new AbortController()
  await purgeInputsDaily({
    inputs: { purge },
    referred: async () => new Set(),
    ready: Promise.resolve(),
    wall: () => NOW + waited.length * DAY_MS,
    report: (what) => reports.push(inWords(what)),
    signal: stopping.signal,
    wait: async (ms) => {
      waited.push(ms)
      if (waited.length >= 3) stopping.abort()
    },
  })
  return { reports, waited }
}

describe('purging inputs', () => {
  it('asks once a day for what is older than 30 days', async () => {
    const asked: number[] = []
    const { reports, waited } = await run(async (time) => {
      asked.push(time)
      return 1
    })
    expect(asked).toEqual([70 * DAY_MS, 71 * DAY_MS, 72 * DAY_MS])
    expect(waited).toEqual([DAY_MS, DAY_MS, DAY_MS])
    expect(reports).toEqual([])
  })

  it('says what went wrong, and tries again the next day', async () => {
    let times = 0
    const { reports } = await run(async () => {
      times++
      throw new TributaryError('storage-denied', 'The disk said no.')
    })
    expect(times).toBe(3)
    expect(reports[0]).toBe(
      'Input images that nothing needs any more could not be deleted: The disk said no.',
    )
  })
})
