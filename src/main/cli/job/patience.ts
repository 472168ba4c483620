export interface PatienceOptions {
  /** ms of wall time that may be spent waiting in one go */
  readonly ms: number
  /** true: the wait is for something that is under way and will end, so it starts anew */
  readonly excused: () => boolean
  readonly onSpent: () => void
}

/** How long a command waits for things that may come back: machines that cannot work, a disk that refuses pictures. */
export class Patience implements Disposable {
  readonly #options: PatienceOptions
  #timer: NodeJS.Timeout | null = null
  #since = 0
  /** spent before the wait that runs now, ms */
  #spent = 0

  constructor(options: PatienceOptions) {
    this.#options = options
  }

  /** The wait begins, or goes on. */
  start(): void {
    if (this.#timer !== null) return
    this.#since = performance.now()
    this.#timer = setTimeout(() => this.#over(), Math.max(0, this.#options.ms - this.#spent))
  }

  /** It goes on for now; whether anything comes of it is not known, so the next wait has what is left of this one. */
  hold(): void {
    if (this.#timer === null) return
    clearTimeout(this.#timer)
    this.#timer = null
    this.#spent += performance.now() - this.#since
  }

  /** It went on: the next wait has its whole time. */
  restore(): void {
    this.#spent = 0
    this.#since = performance.now()
    if (this.#timer === null) return
    clearTimeout(this.#timer)
    this.#timer = null
    this.start()
  }

  [Symbol.dispose](): void {
    this.hold()
  }

  #over(): void {
    this.#timer = null
    this.#spent = 0
    if (this.#options.excused()) this.start()
    else this.#options.onSpent()
  }
}
