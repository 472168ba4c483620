/** Runs rounds of dealing on request, at most one for each turn of the event loop. */
export class Rounds {
  #round: () => void = () => undefined
  #asked = false
  #count = 0
  #stopped = false

  /** `round`: what a round is. */
  run(round: () => void): void {
    this.#round = round
  }

  /** How many rounds have begun: within one, nothing changes but what is sent. */
  get count(): number {
    return this.#count
  }

  /** Images went back, a worker has room, or a job came: deal again. */
  ask(): void {
    if (this.#asked || this.#stopped) return
    this.#asked = true
    queueMicrotask(() => {
      this.#asked = false
      if (this.#stopped) return
      this.#count++
      this.#round()
    })
  }

  stop(): void {
    this.#stopped = true
  }
}
