/** A run of image indexes: `first` .. `first + count - 1`. */
export interface Run {
  readonly first: number
  readonly count: number
}

/** Whether no request may have both this index and the one before it. */
type Begins = (index: number) => boolean

/**
 * The indexes of a job that nobody works on, kept as sorted runs so that ten thousand cost as little as ten: a batch must be one run,
 * because sdwui numbers the seeds inside a request itself.
 */
export class IndexPool {
  #runs: { first: number; count: number }[] = []
  #size = 0

  readonly #order: 'long-runs' | 'lowest'
  readonly #runLength: number
  readonly #begins: Begins | undefined

  /**
   * `order`: what `take` looks for first, a run that is long enough or the lowest index; @defaultValue 'long-runs'. `runLength`: what is
   * taken never goes over a multiple of it; @defaultValue there is no such limit. `begins`: nor over an index that this holds of; it is asked
   * only of those that are looked at. @defaultValue it holds of none
   */
  constructor(
    first: number,
    count: number,
    order: 'long-runs' | 'lowest' = 'long-runs',
    runLength = Number.POSITIVE_INFINITY,
    begins?: Begins,
  ) {
    this.#order = order
    this.#runLength = runLength
    this.#begins = begins
    if (count > 0) {
      this.#runs.push({ first, count })
      this.#size = count
    }
  }

  get size(): number {
    return this.#size
  }

  /**
   * Takes up to `count` indexes as one run: from the first run that is long enough, else the longest whole; in the order 'lowest' from the
   * first run. `stays`: indexes to leave. Null when there is none.
   */
  take(count: number, stays?: (index: number) => boolean): Run | null {
    if (count < 1) return null
    const enough = this.#order === 'lowest' ? 1 : Math.min(count, this.#runLength)
    let run: Run | undefined
    for (const each of this.#open(stays)) {
      if (run === undefined || each.count > run.count) run = each
      if (each.count >= enough) break
    }
    if (run === undefined) return null
    const taken = { first: run.first, count: Math.min(count, run.count) }
    this.#cut(taken)
    return taken
  }

  /** Stretches that can be taken as one. */
  *#open(stays: ((index: number) => boolean) | undefined): Generator<Run> {
    for (const run of this.#runs)
      for (const open of stays === undefined ? [run] : around(run, stays))
        for (const cut of cutAt(open, this.#runLength))
          if (this.#begins === undefined) yield cut
          else yield* cutWhere(cut, this.#begins)
  }

  /** Puts one index back (or takes note that it never left). */
  put(index: number): void {
    let at = this.#runs.findIndex((run) => run.first + run.count >= index)
    if (at < 0) at = this.#runs.length
    const run = this.#runs[at]
    if (run !== undefined && index >= run.first && index < run.first + run.count) return
    this.#size++
    if (run !== undefined && run.first + run.count === index) {
      run.count++
      const next = this.#runs[at + 1]
      if (next !== undefined && next.first === index + 1) {
        run.count += next.count
        this.#runs.splice(at + 1, 1)
      }
    } else if (run !== undefined && run.first === index + 1) {
      run.first--
      run.count++
    } else this.#runs.splice(at, 0, { first: index, count: 1 })
  }

  /** Adds a run behind all that it has. */
  append({ first, count }: Run): void {
    const last = this.#runs.at(-1)
    if (last !== undefined && last.first + last.count === first) last.count += count
    else this.#runs.push({ first, count })
    this.#size += count
  }

  /** What it has, of each run at most so many of the first indexes. */
  copy(mostOfRun: number): IndexPool {
    const copy = new IndexPool(0, 0, this.#order, this.#runLength, this.#begins)
    for (const { first, count } of this.#runs) copy.append({ first, count: Math.min(count, mostOfRun) })
    return copy
  }

  /** Gives up to `count` indexes to another pool: its first ones, or its last. */
  pass(count: number, to: IndexPool, which: 'first' | 'last'): void {
    for (let left = count; left > 0; ) {
      const run = this.#runs.at(which === 'first' ? 0 : -1)
      if (run === undefined) return
      const passed = Math.min(left, run.count)
      const first = which === 'first' ? run.first : run.first + run.count - passed
      this.#cut({ first, count: passed })
      for (let index = first; index < first + passed; index++) to.put(index)
      left -= passed
    }
  }

  /** Takes one index out, e.g. because it was stored meanwhile. False when it was not in. */
  remove(index: number): boolean {
    if (!this.has(index)) return false
    this.#cut({ first: index, count: 1 })
    return true
  }

  has(index: number): boolean {
    return this.#runs.some((run) => index >= run.first && index < run.first + run.count)
  }

  some(holds: (index: number) => boolean): boolean {
    for (const { first, count } of this.#runs)
      for (let index = first; index < first + count; index++) if (holds(index)) return true
    return false
  }

  runs(): readonly Run[] {
    return this.#runs.map((run) => ({ ...run }))
  }

  clear(): void {
    this.#runs = []
    this.#size = 0
  }

  /** Takes out a run that lies within one of the pool's. */
  #cut(taken: Run): void {
    const at = this.#runs.findIndex((run) => taken.first >= run.first && taken.first < run.first + run.count)
    const run = this.#runs[at]
    if (run === undefined) return
    const end = taken.first + taken.count
    const left = [
      { first: run.first, count: taken.first - run.first },
      { first: end, count: run.first + run.count - end },
    ]
    this.#runs.splice(at, 1, ...left.filter(({ count }) => count > 0))
    this.#size -= taken.count
  }
}

/** A run cut at each multiple of `length`. */
function* cutAt({ first, count }: Run, length: number): Generator<Run> {
  const end = first + count
  for (let at = first; at < end; ) {
    const next = Math.min(
      end,
      length === Number.POSITIVE_INFINITY ? end : (Math.floor(at / length) + 1) * length,
    )
    yield { first: at, count: next - at }
    at = next
  }
}

/** A run cut in front of each index that `begins` holds of. */
function* cutWhere({ first, count }: Run, begins: Begins): Generator<Run> {
  const end = first + count
  for (let at = first; at < end; ) {
    let next = at + 1
    while (next < end && !begins(next)) next++
    yield { first: at, count: next - at }
    at = next
  }
}

/** The stretches of a run between the indexes that stay. */
function* around(run: Run, stays: (index: number) => boolean): Generator<Run> {
  let first = run.first
  const end = run.first + run.count
  for (let index = run.first; index <= end; index++) {
    if (index < end && !stays(index)) continue
    if (index > first) yield { first, count: index - first }
    first = index + 1
  }
}
