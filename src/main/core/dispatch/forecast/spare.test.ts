import { describe, expect, it } from 'vitest'
import { worker } from '../../planning/testing/planning-worker.ts'
import { type Exposed, type SpareHelper, sparesFor } from './spare.ts'

/** Who is at its images has them there after so many seconds. */
const batch = (indexes: readonly number[], ...ends: readonly number[]): Exposed => ({
  indexes,
  ends: indexes.map(() => ends),
})
/** Has one image in so many seconds, and each other after as many more. */
const helper = (id: string, seconds: number): SpareHelper => ({
  worker: worker(id, 60 / seconds),
  oneIn: seconds,
})

describe('spare copies', () => {
  it('are of what is due last, as many images as are made by then', () => {
    const spares = sparesFor([batch([0, 1], 10), batch([2, 3, 4, 5], 25)], [helper('x', 10)])
    expect(spares).toEqual([{ helper: 'x', indexes: [4, 5] }])
  })
  it('are of one image where none is made by then: who is at it may take longer than is thought', () => {
    expect(sparesFor([batch([0, 1], 3)], [helper('x', 60)])).toEqual([{ helper: 'x', indexes: [1] }])
  })
  it('are of images that nobody else copies, before there are two of one', () => {
    expect(sparesFor([batch([0], 30), batch([1], 25)], [helper('x', 5), helper('y', 6)])).toEqual([
      { helper: 'x', indexes: [0] },
      { helper: 'y', indexes: [1] },
    ])
  })
  it('are of what would be there last without who has it first, also where a slow machine is at it as well', () => {
    const copied = batch([0], 20, 100)
    const copiedSooner = batch([1], 30, 32)
    expect(sparesFor([copied, copiedSooner], [helper('x', 40)])).toEqual([{ helper: 'x', indexes: [0] }])
  })
  it('end where three have each image sooner', () => {
    expect(sparesFor([batch([0], 30, 40)], [helper('x', 5), helper('y', 6), helper('z', 31)])).toEqual([
      { helper: 'x', indexes: [0] },
      { helper: 'y', indexes: [0] },
    ])
    expect(sparesFor([batch([0], 2, 3, 4)], [helper('x', 5)])).toEqual([])
    expect(sparesFor([], [helper('x', 5)])).toEqual([])
  })
  it('are made by a machine that is sooner than one of three that are at an image', () => {
    expect(sparesFor([batch([0], 30, 400, 500)], [helper('x', 5)])).toEqual([{ helper: 'x', indexes: [0] }])
  })
  it('are runs: seeds of a request follow each other', () => {
    const gap: Exposed = { indexes: [0, 1, 2, 3], ends: [[60], [60], [60, 60], [60]] }
    expect(sparesFor([gap], [helper('x', 5), helper('y', 5)])).toEqual([
      { helper: 'x', indexes: [3] },
      { helper: 'y', indexes: [0, 1] },
    ])
  })
})
