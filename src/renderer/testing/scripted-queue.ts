import { JobId, WorkerId } from '../../shared/ids.ts'
import type { JobView, WorkerTally } from '../../shared/job.ts'
import type { Problem } from '../../shared/problem.ts'
import { plainText, reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { jobFixture } from './fixtures.ts'
import type { Scenario } from './scenario.ts'

const tally = (
  name: string,
  images: number,
  bonus: number,
  busy: number,
  patch: Partial<WorkerTally> = {},
): WorkerTally => ({
  workerId: WorkerId.parse(name),
  name,
  images,
  bonus,
  busySeconds: busy,
  predictedSeconds: busy * 0.97,
  idleSeconds: 1.3,
  failures: 0,
  lastProblem: null,
  ...patch,
})

/** Why a paused job cannot be gone on with: pictures that it is made from are gone. */
function lack(number: number, pictures: readonly Reason[]): Problem {
  const count = pictures.length
  return {
    kind: 'input-missing',
    message: reason('inputs.missing-of-job', { number, count, pictures }),
    remedy: reason('inputs.missing-of-job.remedy', { count }),
    field: 'inputs',
  }
}

/** Jobs around the one that runs: waiting, paused, left from an earlier run, and over in every way. */
export function queueJobs(
  now: number,
  { queue: many, priorities, lacking }: Pick<Scenario, 'queue' | 'priorities' | 'lacking'>,
): JobView[] {
  const job = (number: number, title: string, patch: Partial<JobView>) =>
    jobFixture({
      id: JobId.parse(`job-${number}`),
      number,
      title,
      submittedAt: now - (33 - number) * 900_000,
      ...patch,
    })
  const crowd = (count: number, from: number, patch: (at: number) => Partial<JobView>) =>
    Array.from({ length: count }, (_, at) =>
      job(from + at, `Study ${from + at} of clouds over the sea`, patch(at)),
    )
  return [
    ...(many > 1
      ? [
          ...crowd(many * 2, 1000, (at) => ({
            state: 'finished',
            stored: 12,
            startedAt: now - (at + 1) * 3e6 - 36e3,
            finishedAt: now - (at + 1) * 3e6,
            submittedAt: now - (at + 1) * 3e6 - 40e3,
            makespanSeconds: 36,
            predictedSeconds: 35.4,
            tallies: [tally('laptop', 12, 0, 35.8)],
          })),
          ...crowd(many, 4000, () => ({ state: 'queued', startedAt: null })),
        ]
      : []),
    job(24, 'Botanical plate of a fern', {
      state: 'failed',
      requested: 6,
      stored: 0,
      failed: 6,
      startedAt: now - 9e6,
      finishedAt: now - 8.9e6,
      problem: {
        kind: 'validation',
        message: plainText('No machine has the checkpoint inkpunk_v2.'),
        remedy: plainText('Choose another one, or bring it to a machine.'),
        field: null,
      },
    }),
    job(26, 'Isometric tea house, soft light, many small details', {
      state: 'finished',
      requested: 12,
      stored: 12,
      bonusPlanned: 11,
      bonusStored: 11,
      startedAt: now - 6e6,
      finishedAt: now - 5.9e6,
      makespanSeconds: 36.2,
      predictedSeconds: 35.4,
      tallies: [
        tally('laptop', 12, 0, 35.8),
        tally('master', 0, 8, 34.1, {
          failures: 1,
          lastProblem: {
            kind: 'connection-reset',
            message: plainText('The connection was reset.'),
            remedy: null,
            field: null,
          },
        }),
        tally('argon', 0, 3, 35.2),
        tally('xenon', 0, 0, 0, { madeNone: plainText('A sign-in page stands in front of studio-2:7860') }),
        tally('node-04', 0, 0, 0, {
          madeNone: plainText('one image would take it 160 s; the others finish in 36 s'),
        }),
      ],
    }),
    job(27, 'Portrait, film grain', {
      state: 'cancelled',
      requested: 60,
      stored: 14,
      startedAt: now - 5e6,
      finishedAt: now - 4.9e6,
      tallies: [tally('laptop', 9, 0, 27), tally('master', 5, 0, 25)],
    }),
    job(28, 'Foggy pine forest', {
      state: 'paused',
      requested: 24,
      stored: 16,
      startedAt: null,
      problem: lacking ? lack(28, [reason('inputs.used', { name: 'pines-in-fog.png' })]) : null,
    }),
    job(29, 'Lighthouse in a storm', {
      state: 'paused',
      priority: priorities ? 'first' : 'normal',
      requested: 40,
      stored: 9,
      startedAt: now - 1e6,
      problem: lacking
        ? lack(29, [
            reason('inputs.used', {
              name: 'a lighthouse on the northern coast, seen from the sea at dusk.png',
            }),
            reason('inputs.used.mask'),
            reason('inputs.used.unit', { unit: 1 }),
          ])
        : null,
      tallies: [tally('laptop', 6, 0, 20), tally('argon', 3, 0, 24)],
    }),
    job(32, 'City at night, rain, neon reflections', {
      state: 'queued',
      requested: 32,
      startedAt: null,
      stored: 0,
      expectedStartAt: now + 21_000,
    }),
    job(33, 'Old harbour, morning', {
      state: 'held',
      priority: priorities ? 'background' : 'normal',
      requested: 8,
      startedAt: null,
      stored: 0,
    }),
  ]
}
