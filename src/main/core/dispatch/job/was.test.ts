import { describe, expect, it } from 'vitest'
import { was } from './was.ts'

describe('why a machine made none, once the job is over', () => {
  it.each([
    ['is about to be measured', 'it was still being measured'],
    ['is being measured', 'it was still being measured'],
    ['switched off', 'it was switched off'],
    ['has not answered yet', 'it had not answered yet'],
    ['not reachable', 'it was not reachable'],
    ['loads dreamshaper_8', 'it was loading dreamshaper_8'],
    ['sampler Euler a is missing', 'it lacked sampler Euler a'],
    [
      'one image of this size does not fit into its memory',
      'one image of this size did not fit into its memory',
    ],
    [
      'one image would take it 60 s, the others are done in 4 s',
      'one image would have taken it 60 s, the others were to be done in 4 s',
    ],
  ])('%s: %s', (now, then) => {
    expect(was(now)).toBe(then)
  })

  it("leaves a server's own words as they are", () => {
    expect(was('it refused: CUDA error')).toBe('it refused: CUDA error')
  })
})
