import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PartAssignments } from './part-assignments.ts'
import type { PlanningWorker } from './planning-worker.ts'
import { worker } from './testing/planning-worker.ts'

const NOW = 100
/** Worker `at` makes an image of part `part` in so many seconds; null: it cannot. */
const viewsOf =
  (seconds: readonly (readonly (number | null)[])[], load: (at: number, part: number) => number = () => 0) =>
  (at: number, part: number): PlanningWorker | null => {
    const each = seconds[at]?.[part] ?? null
    const loadSeconds = load(at, part)
    return each === null
      ? null
      : worker(`w${at}`, 60 / each, { maxBatch: 1, loadSeconds, releaseSeconds: loadSeconds })
  }

function assignmentsOf(workers: number): PartAssignments {
  const assignments = new PartAssignments()
  for (let at = 0; at < workers; at++) assignments.put(at, NOW)
  return assignments
}
const give = (
  assignments: PartAssignments,
  view: ReturnType<typeof viewsOf>,
  [at, part, images]: readonly [number, number, number],
  checkpoint: string | null = null,
) => {
  const own = view(at, part)
  if (own !== null) assignments.give(at, part, checkpoint, own, images)
}
const piecesOf = (assignments: PartAssignments, at: number) =>
  assignments.pieces(at).map(({ part, images }) => [part, images])

describe('who makes what of several parts', () => {
  it('is shared out anew where somebody would be last, until that wins nothing', () => {
    const view = viewsOf([
      [1, 2],
      [1, 2],
    ])
    const assignments = assignmentsOf(2)
    give(assignments, view, [0, 0, 20])
    give(assignments, view, [0, 1, 10])
    assignments.balance(NOW, 100, view)
    expect([assignments.endOf(0, NOW), assignments.endOf(1, NOW)]).toEqual([NOW + 20, NOW + 20])
    expect([assignments.dealt(0), assignments.dealt(1)]).toEqual([20, 10])
  })

  it("is nobody's who cannot make it, and no load is begun for less than it wins", () => {
    const load = (at: number) => (at === 1 ? 30 : 0)
    const view = viewsOf(
      [
        [1, 1],
        [1, 1],
        [null, 1],
      ],
      load,
    )
    const assignments = assignmentsOf(3)
    give(assignments, view, [0, 0, 20], 'x')
    assignments.balance(NOW, 100, view)
    expect([piecesOf(assignments, 0), piecesOf(assignments, 1), piecesOf(assignments, 2)]).toEqual([
      [[0, 20]],
      [],
      [],
    ])
    give(assignments, view, [0, 0, 80], 'x')
    assignments.balance(NOW, 100, view)
    expect(assignments.endOf(0, NOW)).toBeCloseTo(NOW + 65)
    expect(assignments.endOf(1, NOW)).toBeCloseTo(NOW + 65)
  })

  it('is in an order in which each checkpoint is loaded once, the one in memory first', () => {
    const view = viewsOf([[1, 1, 1]], (_, part) => (part === 2 ? 0 : 10))
    const assignments = assignmentsOf(1)
    give(assignments, view, [0, 0, 2], 'x')
    give(assignments, view, [0, 1, 2], 'x')
    give(assignments, view, [0, 2, 2], 'loaded')
    expect(piecesOf(assignments, 0)).toEqual([
      [2, 2],
      [0, 2],
      [1, 2],
    ])
    expect(assignments.endOf(0, NOW)).toBeCloseTo(NOW + 6 + 10)
    expect(assignments.inOrder(0).map(({ load }) => load)).toEqual([0, 10, 0])
  })

  it('goes back to nobody with whoever leaves, and with what a worker may not make any more', () => {
    const view = viewsOf([
      [1, 1],
      [1, 1],
    ])
    const assignments = assignmentsOf(2)
    give(assignments, view, [0, 0, 5])
    give(assignments, view, [0, 1, 5])
    give(assignments, view, [1, 1, 4])
    assignments.look(0, viewsOf([[null, 1]]))
    assignments.remove(1)
    expect([assignments.dealt(0), assignments.dealt(1), piecesOf(assignments, 0)]).toEqual([0, 5, [[1, 5]]])
    expect([assignments.take(0, 1, 9), assignments.take(0, 1, 1), assignments.dealt(1)]).toEqual([5, 0, 0])
  })

  it('loses and doubles nothing, and never ends later, whatever is moved', () => {
    const cases = fc.record({
      seconds: fc.array(
        fc.array(fc.option(fc.integer({ min: 1, max: 9 }), { freq: 5 }), { minLength: 4, maxLength: 4 }),
        { minLength: 2, maxLength: 6 },
      ),
      images: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 4, maxLength: 4 }),
    })
    fc.assert(
      fc.property(cases, ({ seconds, images }) => {
        const view = viewsOf(seconds, (at, part) => (at + part) % 3)
        const assignments = assignmentsOf(seconds.length)
        for (const [part, count] of images.entries()) {
          const at = seconds.findIndex((own) => own[part] !== null)
          if (at >= 0) give(assignments, view, [at, part, count], `c${part % 2}`)
        }
        const before = [0, 1, 2, 3].map((part) => assignments.dealt(part))
        const end = () => Math.max(...seconds.map((_, at) => assignments.endOf(at, NOW)))
        const began = end()
        for (let round = 0; round < 40; round++) {
          const was = end()
          if (assignments.balance(NOW, 1, view) === 0) break
          expect(end()).toBeLessThanOrEqual(was + 1e-9)
        }
        expect(end()).toBeLessThanOrEqual(began)
        expect([0, 1, 2, 3].map((part) => assignments.dealt(part))).toEqual(before)
        for (const [at, own] of seconds.entries())
          for (const { part, images: count } of assignments.pieces(at))
            expect([own[part] !== null, count > 0]).toEqual([true, true])
      }),
    )
  })
})
