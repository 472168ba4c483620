/** Runs work when everything handed over before it has ended, well or not. Settles as the work does. */
export type OneAtATime = <T>(work: () => Promise<T>) => Promise<T>

export function oneAtATime(): OneAtATime {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    // Whoever handed it over is told of a failure; the next one only waits.
    last = next.catch(() => undefined)
    return next
  }
}
