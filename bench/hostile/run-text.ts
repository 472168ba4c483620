import { setTimeout as sleep } from 'node:timers/promises'
import { problemOf } from '../../src/main/core/failure.ts'
import { parseRequest } from '../../src/main/ipc/parse-request.ts'
import { readInfotext } from '../../src/shared/infotext.ts'
import { oversize } from '../../src/shared/request-size.ts'
import { inWords } from '../../src/shared/words/say.ts'
import { startProbe } from './probe.ts'
import type { Found, Task } from './task.ts'

/** Answers what came of it, and what should not have come of it. */
type Read = () => { readonly outcome: string; readonly complaints: string[] }

function infotextPane(): Read {
  const text = `a valley\nSteps: 20, ${'a'.repeat(60_000)}`
  return () => {
    const { prompt, parameters } = readInfotext(text)
    return {
      outcome: `read as a prompt of ${prompt.length} characters, ${parameters.size} parameters`,
      complaints: [],
    }
  }
}

function longCall(): Read {
  const request = { request: { prompt: 'p'.repeat(200_000_000) } }
  return () => {
    const complaints: string[] = []
    if (oversize(request) === null) complaints.push('the preload lets it pass')
    let outcome = 'taken'
    try {
      parseRequest('submitJob', request)
      complaints.push('the main process takes it')
    } catch (error) {
      outcome = inWords(problemOf(error).message)
    }
    return { outcome: `refused in preload and main process: "${outcome}"`, complaints }
  }
}

const READS: Readonly<Record<string, () => Read>> = { 'infotext-pane': infotextPane, 'ipc-200mb': longCall }

/** A text that is given to what reads it, on the main thread. */
export async function runText(task: Task): Promise<Found> {
  const read = READS[task.case]?.()
  if (read === undefined) throw new Error(`nothing reads ${task.case}`)
  await sleep(50)
  const probed = startProbe()
  await sleep(50)
  const { outcome, complaints } = read()
  await sleep(50)
  return { ...probed(), outcome, complaints }
}
