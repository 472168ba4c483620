import type { PlanningWorker } from './planning-worker.ts'
import { requestCosts, secondsOf } from './request-costs.ts'

/** What is won by moving images must be more than this share of what the worker they are taken from still needs, or than this. */
const WORTHWHILE = { share: 0.003, seconds: 0.01 } as const
/** Pieces of the latest worker, from its last one, that are tried elsewhere, and workers that they are tried on. */
const MOST_PIECES = 3
const MOST_OTHERS = 4

/** Images of one part that a worker is to make. */
export interface Piece {
  /** in the caller's list */
  readonly part: number
  readonly checkpoint: string | null
  /** the worker as it looks for them */
  view: PlanningWorker
  images: number
}

interface Hand {
  readonly pieces: Piece[]
  /** when it is free, seconds on the caller's clock */
  freeAt: number
  /** seconds it needs after that for all it is to make, loads included */
  work: number
}

/** How a worker looks for a part; null: it may not make it. */
export type ViewOf = (at: number, part: number) => PlanningWorker | null

/**
 * Who is to make which images of several parts, in each worker's order, kept while workers and images come and go. `dealParts` begins it; what
 * changes after that is mended where it shows: images of whoever would be last go to others, loads counted, as long as all is done sooner by it.
 * Workers are named by their place in a list of the caller's.
 */
export class PartAssignments {
  readonly #assignments: (Hand | undefined)[] = []
  readonly #holders = new Map<number, Set<number>>()
  readonly #dealt = new Map<number, number>()

  /** A worker that takes part, and when it is free. Its pieces stay. */
  put(at: number, freeAt: number): void {
    const hand = this.#assignments[at]
    if (hand === undefined) this.#assignments[at] = { pieces: [], freeAt, work: 0 }
    else hand.freeAt = freeAt
  }

  /** It takes no part, or no longer: what it was to make is nobody's. */
  remove(at: number): void {
    const hand = this.#assignments[at]
    if (hand === undefined) return
    for (const piece of [...hand.pieces]) this.#change(at, hand, piece, -piece.images)
    this.#assignments[at] = undefined
  }

  has(at: number): boolean {
    return this.#assignments[at] !== undefined
  }

  /** What a worker is to make, in its order. */
  pieces(at: number): readonly Piece[] {
    return this.#assignments[at]?.pieces ?? []
  }

  /** Images of a part that are somebody's. */
  dealt(part: number): number {
    return this.#dealt.get(part) ?? 0
  }

  /** Workers that are to make some of a part. */
  holders(part: number): Iterable<number> {
    return this.#holders.get(part) ?? []
  }

  /** Looks at a worker's pieces again: what it may not make any more is nobody's. */
  look(at: number, viewOf: ViewOf): void {
    const hand = this.#assignments[at]
    if (hand === undefined) return
    for (const piece of [...hand.pieces]) {
      const view = viewOf(at, piece.part)
      if (view === null) this.#change(at, hand, piece, -piece.images)
      else piece.view = view
    }
    hand.work = workOf(hand.pieces)
  }

  /** As `look`, where nothing but its time has changed: only what it begins with is looked at. */
  lookFirst(at: number, viewOf: ViewOf): void {
    const hand = this.#assignments[at]
    const [first] = hand?.pieces ?? []
    if (hand === undefined || first === undefined) return
    const view = viewOf(at, first.part)
    if (view === null) this.look(at, viewOf)
    else {
      first.view = view
      hand.work = workOf(hand.pieces)
    }
  }

  /** Seconds of a worker's pieces from when it is free, loads included. */
  workOf(at: number): number {
    return this.#assignments[at]?.work ?? 0
  }

  /** A worker's pieces in their order, with the seconds that it needs before each: a load, and what else it needs before the first. */
  inOrder(at: number): { readonly piece: Piece; readonly load: number }[] {
    const pieces = this.pieces(at)
    return pieces.map((piece, nth) => ({ piece, load: beforeOf(pieces, nth) }))
  }

  /** More images of a part for a worker: beside those that need the same checkpoint. */
  give(at: number, part: number, checkpoint: string | null, view: PlanningWorker, images: number): void {
    const hand = this.#assignments[at]
    if (hand === undefined || images < 1) return
    const own = hand.pieces.find((piece) => piece.part === part)
    const piece = own ?? { part, checkpoint, view, images: 0 }
    if (own === undefined) hand.pieces.splice(placeFor(hand.pieces, piece), 0, piece)
    this.#change(at, hand, piece, images)
  }

  /** It was sent so many images of a part, or they are not to be made by it. Answers how many it had. */
  take(at: number, part: number, images: number): number {
    const hand = this.#assignments[at]
    const piece = hand?.pieces.find((each) => each.part === part)
    if (hand === undefined || piece === undefined) return 0
    const taken = Math.min(images, piece.images)
    this.#change(at, hand, piece, -taken)
    return taken
  }

  /** When a worker is done with all it is to make. */
  endOf(at: number, now: number): number {
    const hand = this.#assignments[at]
    return hand === undefined ? Number.POSITIVE_INFINITY : Math.max(hand.freeAt, now) + hand.work
  }

  /** Those that would be done first, soonest first. */
  soonest(now: number, most: number): number[] {
    const found: number[] = []
    for (let at = 0; at < this.#assignments.length; at++) {
      if (this.#assignments[at] === undefined) continue
      const end = this.endOf(at, now)
      let place = found.length
      while (place > 0 && end < this.endOf(found[place - 1] ?? at, now)) place--
      if (place < most) found.splice(place, 0, at)
      if (found.length > most) found.pop()
    }
    return found
  }

  /** Moves images from whoever would be last until that wins nothing; at most so many times. Answers how often. */
  balance(now: number, mostMoves: number, viewOf: ViewOf): number {
    for (let moves = 0; moves < mostMoves; moves++) if (!this.#moveOnce(now, viewOf)) return moves
    return mostMoves
  }

  #moveOnce(now: number, viewOf: ViewOf): boolean {
    const last = this.#last(now)
    const hand = last === null ? undefined : this.#assignments[last]
    if (last === null || hand === undefined) return false
    const end = this.endOf(last, now)
    const enough = end - Math.max(WORTHWHILE.seconds, WORTHWHILE.share * (end - now))
    const others = this.soonest(now, MOST_OTHERS + 1).filter((at) => at !== last)
    let best: { move: Move; at: number; piece: Piece; view: PlanningWorker } | null = null
    for (const piece of hand.pieces.slice(-MOST_PIECES).reverse())
      for (const at of others) {
        const other = this.#assignments[at]
        if (other === undefined || this.endOf(at, now) >= enough) continue
        const view = viewOf(at, piece.part)
        if (view === null || !suits(view, piece.view)) continue
        const move = bestMove(hand, other, piece, view, now)
        if (move.end < (best?.move.end ?? enough)) best = { move, at, piece, view }
      }
    if (best === null) return false
    const { move, at, piece, view } = best
    this.#change(last, hand, piece, -move.images)
    this.give(at, piece.part, piece.checkpoint, view, move.images)
    return true
  }

  /** Whose last image comes last. */
  #last(now: number): number | null {
    let last: number | null = null
    for (let at = 0; at < this.#assignments.length; at++)
      if ((this.#assignments[at]?.pieces.length ?? 0) > 0)
        if (last === null || this.endOf(at, now) > this.endOf(last, now)) last = at
    return last
  }

  #change(at: number, hand: Hand, piece: Piece, images: number): void {
    piece.images += images
    this.#dealt.set(piece.part, this.dealt(piece.part) + images)
    const holders = this.#holders.get(piece.part) ?? new Set()
    this.#holders.set(piece.part, holders)
    if (piece.images > 0) holders.add(at)
    else {
      holders.delete(at)
      hand.pieces.splice(hand.pieces.indexOf(piece), 1)
    }
    hand.work = workOf(hand.pieces)
  }
}

/** One in reserve helps only those in reserve: otherwise it takes no part. */
const suits = (view: PlanningWorker, owner: PlanningWorker): boolean =>
  view.lane === 'active' || owner.lane !== 'active'

interface Move {
  readonly images: number
  /** when the later of both is done */
  readonly end: number
}

/** How many images of a piece another worker should make, so that the later of both is done as soon as may be. */
function bestMove(from: Hand, to: Hand, piece: Piece, view: PlanningWorker, now: number): Move {
  const taken = (images: number) =>
    Math.max(from.freeAt, now) + from.work - pieceSeconds(piece, piece.images) + rest(from, piece, images)
  const own = to.pieces.find(({ part }) => part === piece.part)
  const load = own === undefined ? loadFor(to.pieces, piece.checkpoint, view) : 0
  const before = own === undefined ? 0 : secondsOf(requestCosts(view), own.images)
  const release = to.pieces.length === 0 ? releaseOf(view) : 0
  const given = (images: number) =>
    Math.max(to.freeAt, now) +
    to.work +
    release +
    load +
    secondsOf(requestCosts(view), (own?.images ?? 0) + images) -
    before
  let [least, most] = [1, piece.images]
  while (least < most) {
    const middle = (least + most) >> 1
    if (given(middle) < taken(middle)) least = middle + 1
    else most = middle
  }
  const ends = (images: number) => Math.max(taken(images), given(images))
  return least > 1 && ends(least - 1) < ends(least)
    ? { images: least - 1, end: ends(least - 1) }
    : { images: least, end: ends(least) }
}

/** Seconds that the rest of a piece takes once some of it is taken away: nothing, and no load, where all is. */
function rest(hand: Hand, piece: Piece, taken: number): number {
  const left = piece.images - taken
  if (left > 0) return pieceSeconds(piece, left)
  return (
    workOf(hand.pieces.filter((each) => each !== piece)) - (hand.work - pieceSeconds(piece, piece.images))
  )
}

const pieceSeconds = ({ view }: Piece, images: number): number =>
  images === 0 ? 0 : secondsOf(requestCosts(view), images)

/** What a worker needs before it can begin besides being free and a load: the caller's `releaseSeconds` without both. */
const releaseOf = (view: PlanningWorker): number => Math.max(0, view.releaseSeconds - (view.loadSeconds ?? 0))

/** Seconds of all pieces, in their order, loads included. */
function workOf(pieces: readonly Piece[]): number {
  let seconds = 0
  for (const [nth, piece] of pieces.entries())
    seconds += beforeOf(pieces, nth) + pieceSeconds(piece, piece.images)
  return seconds
}

/** Seconds that are needed before a piece. */
function beforeOf(pieces: readonly Piece[], nth: number): number {
  const [piece, before] = [pieces[nth], pieces[nth - 1]]
  if (piece === undefined) return 0
  if (before === undefined) return releaseOf(piece.view) + (piece.view.loadSeconds ?? 0)
  return piece.checkpoint === before.checkpoint ? 0 : loadOf(pieces, piece)
}

/** Of a checkpoint that another one took the place of: what is in memory now will not be then. */
const loadOf = (pieces: readonly Piece[], piece: Piece): number =>
  piece.view.loadSeconds || Math.max(0, ...pieces.map(({ view }) => view.loadSeconds ?? 0))

/** Seconds of the load that a piece more would need. */
function loadFor(pieces: readonly Piece[], checkpoint: string | null, view: PlanningWorker): number {
  return pieces.some((piece) => piece.checkpoint === checkpoint) ? 0 : (view.loadSeconds ?? 0)
}

/** Where a piece goes: behind those with its checkpoint, in front of all where that is in memory, else last. */
function placeFor(pieces: readonly Piece[], piece: Piece): number {
  const same = pieces.findLastIndex(({ checkpoint }) => checkpoint === piece.checkpoint)
  if (same >= 0) return same + 1
  return (piece.view.loadSeconds ?? 0) === 0 ? 0 : pieces.length
}
