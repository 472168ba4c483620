import fc from 'fast-check'
import { expect, it } from 'vitest'
import { IndexedHeap } from './indexed-heap.ts'

it('always has the first of what is in it, whatever is put in, changed and taken out', () => {
  const step = fc.tuple(fc.nat(12), fc.option(fc.nat(20)))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const values = new Map<number, number>()
      const isBefore = (a: number, b: number) => (values.get(a) ?? 0) < (values.get(b) ?? 0)
      const heap = new IndexedHeap(isBefore)
      for (const [item, value] of steps) {
        if (value === null) {
          values.delete(item)
          heap.remove(item)
        } else {
          values.set(item, value)
          heap.put(item)
        }
        const least = values.size === 0 ? undefined : Math.min(...values.values())
        expect(heap.first === undefined ? undefined : values.get(heap.first)).toBe(least)
      }
    }),
  )
})
