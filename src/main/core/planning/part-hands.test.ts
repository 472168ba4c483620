import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PartHands } from './part-hands.ts'
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

function handsOf(workers: number): PartHands {
  const hands = new PartHands()
  for (let at = 0; at < workers; at++) hands.put(at, NOW)
  return hands
}
const give = (
  hands: PartHands,
  view: ReturnType<typeof viewsOf>,
  [at, part, images]: readonly [number, number, number],
  checkpoint: string | null = null,
) => {
  const own = view(at, part)
  if (own !== null) hands.give(at, part, checkpoint, own, images)
}
const piecesOf = (hands: PartHands, at: number) => hands.pieces(at).map(({ part, images }) => [part, images])

describe('who makes what of several parts', () => {
  it('is shared out anew where somebody would be last, until that wins nothing', () => {
    const view = viewsOf([
      [1, 2],
      [1, 2],
    ])
    const hands = handsOf(2)
    give(hands, view, [0, 0, 20])
    give(hands, view, [0, 1, 10])
    hands.balance(NOW, 100, view)
    expect([hands.endOf(0, NOW), hands.endOf(1, NOW)]).toEqual([NOW + 20, NOW + 20])
    expect([hands.dealt(0), hands.dealt(1)]).toEqual([20, 10])
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
    const hands = handsOf(3)
    give(hands, view, [0, 0, 20], 'x')
    hands.balance(NOW, 100, view)
    expect([piecesOf(hands, 0), piecesOf(hands, 1), piecesOf(hands, 2)]).toEqual([[[0, 20]], [], []])
    give(hands, view, [0, 0, 80], 'x')
    hands.balance(NOW, 100, view)
    expect(hands.endOf(0, NOW)).toBeCloseTo(NOW + 65)
    expect(hands.endOf(1, NOW)).toBeCloseTo(NOW + 65)
  })

  it('is in an order in which each checkpoint is loaded once, the one in memory first', () => {
    const view = viewsOf([[1, 1, 1]], (_, part) => (part === 2 ? 0 : 10))
    const hands = handsOf(1)
    give(hands, view, [0, 0, 2], 'x')
    give(hands, view, [0, 1, 2], 'x')
    give(hands, view, [0, 2, 2], 'loaded')
    expect(piecesOf(hands, 0)).toEqual([
      [2, 2],
      [0, 2],
      [1, 2],
    ])
    expect(hands.endOf(0, NOW)).toBeCloseTo(NOW + 6 + 10)
    expect(hands.inOrder(0).map(({ load }) => load)).toEqual([0, 10, 0])
  })

  it('goes back to nobody with whoever leaves, and with what a worker may not make any more', () => {
    const view = viewsOf([
      [1, 1],
      [1, 1],
    ])
    const hands = handsOf(2)
    give(hands, view, [0, 0, 5])
    give(hands, view, [0, 1, 5])
    give(hands, view, [1, 1, 4])
    hands.look(0, viewsOf([[null, 1]]))
    hands.remove(1)
    expect([hands.dealt(0), hands.dealt(1), piecesOf(hands, 0)]).toEqual([0, 5, [[1, 5]]])
    expect([hands.take(0, 1, 9), hands.take(0, 1, 1), hands.dealt(1)]).toEqual([5, 0, 0])
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
        const hands = handsOf(seconds.length)
        for (const [part, count] of images.entries()) {
          const at = seconds.findIndex((own) => own[part] !== null)
          if (at >= 0) give(hands, view, [at, part, count], `c${part % 2}`)
        }
        const before = [0, 1, 2, 3].map((part) => hands.dealt(part))
        const end = () => Math.max(...seconds.map((_, at) => hands.endOf(at, NOW)))
        const began = end()
        for (let round = 0; round < 40; round++) {
          const was = end()
          if (hands.balance(NOW, 1, view) === 0) break
          expect(end()).toBeLessThanOrEqual(was + 1e-9)
        }
        expect(end()).toBeLessThanOrEqual(began)
        expect([0, 1, 2, 3].map((part) => hands.dealt(part))).toEqual(before)
        for (const [at, own] of seconds.entries())
          for (const { part, images: count } of hands.pieces(at))
            expect([own[part] !== null, count > 0]).toEqual([true, true])
      }),
    )
  })
})
