import type { Random } from '../../src/main/core/ports.ts'

type Range = readonly [number, number]

/** Draws from ranges, both ends included. */
export class Dice {
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  chance(share: number): boolean {
    return this.#random() < share
  }

  linear([low, high]: Range): number {
    return low + this.#random() * (high - low)
  }

  /** Evenly in the logarithm: as often between 1 and 2 as between 30 and 60. */
  logarithmic([low, high]: Range): number {
    return low * (high / low) ** this.#random()
  }

  whole([low, high]: Range): number {
    return low + Math.floor(this.#random() * (high - low + 1))
  }

  /** Throws where there is nothing to choose from. */
  one<T>(from: readonly T[]): T {
    const chosen = from[Math.floor(this.#random() * from.length)]
    if (chosen === undefined) throw new RangeError('nothing to choose from')
    return chosen
  }

  /** In another order. */
  shuffled<T>(list: readonly T[]): T[] {
    return list
      .map((item) => ({ item, key: this.#random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item)
  }
}
