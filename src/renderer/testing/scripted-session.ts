import type { GenerationRequest } from '../../shared/generation.ts'
import type { WorkerView } from '../../shared/worker.ts'
import { isAtWork, type Scenario, type ScenarioState } from './scenario.ts'
import { scriptedPlan } from './scripted-plan.ts'
import { type ScriptedRun, scriptedRun } from './scripted-run.ts'

/** How much of its time the running job has behind it. */
const DONE = 0.68
const AGO_MS = 400_000
const OVER: ReadonlySet<ScenarioState> = new Set(['finished', 'marked', 'failed'])

export interface ScriptedSession {
  readonly runs: ScriptedRun[]
  /** the one that runs */
  readonly progress: ScriptedRun | null
}

/** The jobs of a scenario at `now`, epoch ms. */
export function scriptedSession(
  scenario: Scenario,
  workers: readonly WorkerView[],
  form: GenerationRequest,
  now: number,
): ScriptedSession {
  if (!isAtWork(scenario) && !OVER.has(scenario.state)) return { runs: [], progress: null }
  const seconds = scriptedPlan(workers, form, now).makespanSeconds ?? 0
  const done = isAtWork(scenario) ? DONE : 1.01
  const priority = scenario.priorities ? 'first' : 'normal'
  const newest = scriptedRun(31, form, workers, now - seconds * 1000 * done, priority)
  const progress = isAtWork(scenario) ? newest : null
  return scenario.state === 'crowded'
    ? { runs: [...earlierRuns(workers, form, now - AGO_MS), newest], progress }
    : { runs: [newest], progress }
}

function earlierRuns(
  workers: readonly WorkerView[],
  form: GenerationRequest,
  startAt: number,
): ScriptedRun[] {
  const portrait: GenerationRequest = {
    ...form,
    prompt: 'lighthouse on a cliff, storm, oil painting',
    width: 512,
    height: 768,
    images: 9,
    mode: 'exact',
  }
  const wide: GenerationRequest = {
    ...form,
    prompt:
      'a very long title of a job that describes a harbour in the morning fog with all its boats and gulls, etching',
    width: 1024,
    height: 512,
    images: 5,
    mode: 'exact',
  }
  return [scriptedRun(29, portrait, workers, startAt), scriptedRun(30, wide, workers, startAt + 60_000)]
}
