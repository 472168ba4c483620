/** A run of image indexes: `first` .. `first + count - 1`. */
export interface Run {
  readonly first: number
  readonly count: number
}

/**
 * The indexes of a job that nobody works on, kept as sorted runs so that ten thousand cost as little as ten: a batch must be one run,
 * because sdwui numbers the seeds inside a request itself.
 */
export class IndexPool {
  #runs: { first: number; count: number }[] = []
  #size = 0

  constructor(first: number, count: number) {
    if (count > 0) {
      this.#runs.push({ first, count })
      this.#size = count
    }
  }

  get size(): number {
    return this.#size
  }

  /** Takes up to `count` indexes as one run: from the first run that is long enough, else the longest whole. Null when empty. */
  take(count: number): Run | null {
    let at = this.#runs.findIndex((run) => run.count >= count)
    if (at < 0)
      at = this.#runs.reduce(
        (best, run, index) => (run.count > (this.#runs[best]?.count ?? 0) ? index : best),
        0,
      )
    const run = this.#runs[at]
    if (run === undefined || count < 1) return null
    const taken = { first: run.first, count: Math.min(count, run.count) }
    run.first += taken.count
    run.count -= taken.count
    if (run.count === 0) this.#runs.splice(at, 1)
    this.#size -= taken.count
    return taken
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

  /** Takes one index out, e.g. because it was stored meanwhile. */
  remove(index: number): boolean {
    const at = this.#runs.findIndex((run) => index >= run.first && index < run.first + run.count)
    const run = this.#runs[at]
    if (run === undefined) return false
    const after = { first: index + 1, count: run.first + run.count - index - 1 }
    run.count = index - run.first
    if (after.count > 0) this.#runs.splice(at + 1, 0, after)
    if (run.count === 0) this.#runs.splice(at, 1)
    this.#size--
    return true
  }

  runs(): readonly Run[] {
    return this.#runs.map((run) => ({ ...run }))
  }

  clear(): void {
    this.#runs = []
    this.#size = 0
  }
}
