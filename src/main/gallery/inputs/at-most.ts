/** Runs work when fewer than so many others are running. Settles as the work does. */
export function atMost(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= count) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // Its place goes to the next one, so that nobody comes in between.
      if (next === undefined) running--
      else next()
    }
  }
}
