/**
 * A heap of the numbers 0, 1, 2 … of things whose order changes while they are in it: putting one in, taking it out or moving it costs the logarithm
 * of how many there are.
 */
export class IndexedHeap {
  readonly #before: (a: number, b: number) => boolean
  readonly #heap: number[] = []
  /** of each number: its place in the heap; -1 or absent: it is not in */
  readonly #place: number[] = []

  /** `before`: whether a number comes before another one, as things are now. */
  constructor(before: (a: number, b: number) => boolean) {
    this.#before = before
  }

  /** The first of all; absent: it is empty. */
  get first(): number | undefined {
    return this.#heap[0]
  }

  /** Puts a number in, or where it belongs now that something of it has changed. */
  put(item: number): void {
    const at = this.#place[item] ?? -1
    if (at < 0) this.#rise(item, this.#heap.push(item) - 1)
    else this.#settle(item, at)
  }

  remove(item: number): void {
    const at = this.#place[item] ?? -1
    if (at < 0) return
    this.#place[item] = -1
    const last = this.#heap.pop()
    if (last !== undefined && last !== item) this.#settle(last, at)
  }

  #settle(item: number, at: number): void {
    const above = this.#heap[(at - 1) >> 1]
    if (at > 0 && above !== undefined && this.#before(item, above)) this.#rise(item, at)
    else this.#sink(item, at)
  }

  #rise(item: number, from: number): void {
    let at = from
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = this.#heap[parent]
      if (above === undefined || !this.#before(item, above)) break
      this.#set(at, above)
      at = parent
    }
    this.#set(at, item)
  }

  #sink(item: number, from: number): void {
    let at = from
    for (;;) {
      const [left, right] = [this.#heap[2 * at + 1], this.#heap[2 * at + 2]]
      if (left === undefined) break
      const isRight = right !== undefined && this.#before(right, left)
      const child = isRight ? right : left
      if (!this.#before(child, item)) break
      this.#set(at, child)
      at = 2 * at + (isRight ? 2 : 1)
    }
    this.#set(at, item)
  }

  #set(at: number, item: number): void {
    this.#heap[at] = item
    this.#place[item] = at
  }
}
