import { describe, expect, it } from 'vitest'
import { worker } from '../../planning/testing/planning-worker.ts'
import { type Exposed, type SpareHelper, sparesFor } from './spare.ts'

const batch = (remainingSeconds: number, indexes: readonly number[], makers = 1): Exposed => ({
  ...{ remainingSeconds, indexes },
  makers: indexes.map(() => makers),
})
/** Has one image in so many seconds, and each other after as many more. */
const helper = (id: string, seconds: number): SpareHelper => ({
  worker: worker(id, 60 / seconds),
  oneIn: seconds,
})

describe('spare copies', () => {
  it('are of what is due last, as many images as are made by then', () => {
    const spares = sparesFor([batch(10, [0, 1]), batch(25, [2, 3, 4, 5])], [helper('x', 10)])
    expect(spares).toEqual([{ helper: 'x', indexes: [4, 5] }])
  })
  it('are of one image where none is made by then: who is at it may take longer than is thought', () => {
    expect(sparesFor([batch(3, [0, 1])], [helper('x', 60)])).toEqual([{ helper: 'x', indexes: [1] }])
  })
  it('are of images that nobody else copies, before there are two of one', () => {
    const spares = sparesFor(
      [batch(30, [0]), batch(5, [1])],
      [helper('x', 5), helper('y', 6), helper('z', 7)],
    )
    expect(spares).toEqual([
      { helper: 'x', indexes: [0] },
      { helper: 'y', indexes: [1] },
      { helper: 'z', indexes: [0] },
    ])
  })
  it('end where three are at each image', () => {
    expect(sparesFor([batch(30, [0], 2)], [helper('x', 5), helper('y', 6)])).toEqual([
      { helper: 'x', indexes: [0] },
    ])
    expect(sparesFor([batch(30, [0], 3)], [helper('x', 5)])).toEqual([])
    expect(sparesFor([], [helper('x', 5)])).toEqual([])
  })
  it('are runs: seeds of a request follow each other', () => {
    const gap: Exposed = { remainingSeconds: 60, indexes: [0, 1, 2, 3], makers: [1, 1, 2, 1] }
    expect(sparesFor([gap], [helper('x', 5), helper('y', 5)])).toEqual([
      { helper: 'x', indexes: [3] },
      { helper: 'y', indexes: [0, 1] },
    ])
  })
})
