import { parentPort } from 'node:worker_threads'
import { measure } from './measure.ts'
import type { Answer, Task } from './measure-all.ts'

/** A thread that measures one world at a time for as long as it is asked. */
parentPort?.on('message', ({ scenario, seed, forecasts }: Task) => {
  measure(scenario, seed, { forecasts }).then(
    (measurement) => parentPort?.postMessage({ ok: true, measurement } satisfies Answer),
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error)
      parentPort?.postMessage({ ok: false, message } satisfies Answer)
    },
  )
})
