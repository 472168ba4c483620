/** Only so many finished task ids are remembered (modules/progress.py). */
const MOST_FINISHED = 16

/**
 * Ids of waiting, running and finished tasks. As in sdwui a task whose job raised an error stays "active" until another one starts, and
 * one that failed before it started stays "queued" for ever.
 */
export class TaskRegister {
  #waiting: string[] = []
  #current: string | null = null
  #finished: string[] = []

  queue(id: string): void {
    this.#waiting.push(id)
  }

  start(id: string): void {
    this.#waiting = this.#waiting.filter((other) => other !== id)
    this.#current = id
  }

  finish(id: string): void {
    if (this.#current === id) this.#current = null
    this.#finished = [...this.#finished, id].slice(-MOST_FINISHED)
  }

  waiting(): readonly string[] {
    return this.#waiting
  }

  where(id: string): { active: boolean; queued: boolean; completed: boolean; place: number } {
    return {
      active: this.#current === id,
      queued: this.#waiting.includes(id),
      completed: this.#finished.includes(id),
      place: this.#waiting.indexOf(id) + 1,
    }
  }
}
