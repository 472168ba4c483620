import { DEFAULT_REQUEST } from '../../shared/generation.ts'
import { JobId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import { PANEL } from '../../shared/origin.ts'

/** A running job for the shell's tests. */
export function jobFixture(patch: Partial<JobView> = {}): JobView {
  return {
    id: JobId.parse('job-a'),
    number: 31,
    title: 'a lighthouse',
    origin: PANEL,
    priority: 'normal',
    request: DEFAULT_REQUEST,
    seed: 1000,
    subseed: 1,
    state: 'running',
    requested: 24,
    stored: 14,
    bonusPlanned: 0,
    bonusStored: 0,
    failed: 0,
    problem: null,
    submittedAt: 0,
    startedAt: 0,
    finishedAt: null,
    etaSeconds: 38,
    etaSpreadSeconds: 2,
    predictedSeconds: 72,
    lowerBoundSeconds: 70,
    makespanSeconds: null,
    plan: null,
    tallies: [],
    ...patch,
  }
}
