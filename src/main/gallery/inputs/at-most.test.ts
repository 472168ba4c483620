import { describe, expect, it } from 'vitest'
import { atMost } from './at-most.ts'

/** Work that ends when it is told to. */
function works(count: number) {
  const begun: number[] = []
  const ends = Array.from({ length: count }, () => Promise.withResolvers<number>())
  const work = (at: number) => () => {
    begun.push(at)
    return ends[at]?.promise ?? Promise.reject(new Error('no such work'))
  }
  return { begun, ends, work }
}
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('at most two at a time', () => {
  it('begin, the next when one of them ends, in the order they came', async () => {
    const { begun, ends, work } = works(4)
    const limited = atMost(2)
    const all = [0, 1, 2, 3].map((at) => limited(work(at)))
    await settled()
    expect(begun).toEqual([0, 1])
    ends[1]?.resolve(1)
    await settled()
    expect(begun).toEqual([0, 1, 2])
    for (const at of [0, 2]) ends[at]?.resolve(at)
    await settled()
    expect(begun).toEqual([0, 1, 2, 3])
    ends[3]?.resolve(3)
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3])
  })

  it('also after one that failed', async () => {
    const { begun, ends, work } = works(3)
    const limited = atMost(1)
    const [first, second] = [limited(work(0)), limited(work(1))]
    ends[0]?.reject(new Error('broken'))
    await expect(first).rejects.toThrow('broken')
    await settled()
    expect(begun).toEqual([0, 1])
    ends[1]?.resolve(1)
    await second
    const third = limited(work(2))
    await settled()
    expect(begun).toEqual([0, 1, 2])
    ends[2]?.resolve(2)
    expect(await third).toBe(2)
  })
})
