interface Started {
  readonly name: string
  stop(): void | Promise<void>
}

/**
 * What was started, to be stopped in reverse order. A part that fails to stop, or takes longer than
 * `patienceMs`, is reported and does not keep the others from stopping.
 */
export function createStopList(report: (what: string, error: unknown) => void, patienceMs = 8_000) {
  const started: Started[] = []
  let stopping: Promise<void> | null = null
  const stopAll = async () => {
    for (let part = started.pop(); part !== undefined; part = started.pop()) {
      const { name } = part
      let timer: NodeJS.Timeout | undefined
      try {
        await Promise.race([
          Promise.resolve(part.stop()),
          new Promise((_, reject) => {
            timer = setTimeout(() => reject(new Error(`did not stop within ${patienceMs} ms`)), patienceMs)
          }),
        ])
      } catch (error) {
        report(`stopping ${name} failed`, error)
      } finally {
        clearTimeout(timer)
      }
    }
  }
  return {
    add(name: string, stop: () => void | Promise<void>): void {
      started.push({ name, stop })
    },
    /** Stops everything once; later calls wait for the same end. */
    stop(): Promise<void> {
      stopping ??= stopAll()
      return stopping
    },
  }
}

export type StopList = ReturnType<typeof createStopList>
