/** anyio's pool: so many requests are worked on at once, waiting generations included; the others wait in front. */
const THREADS = 40

/** The threads that plain request handlers run in. With all of them held by generations even /progress waits. */
export class ThreadPool {
  #free = THREADS
  readonly #waiting: (() => void)[] = []

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#free++
      else next()
    }
  }
}
