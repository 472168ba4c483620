import type { CallRequest, CallResponse } from '../../shared/contract.ts'
import { JobId, WorkerId } from '../../shared/ids.ts'
import { plainText } from '../../shared/words/catalogue.ts'
import { scriptedConsistency } from './scripted-consistency.ts'
import { scriptedLists, scriptedOffers } from './scripted-offers.ts'
import type { ScriptedWorkers } from './scripted-workers.ts'

const TITLES = [
  'Alpine valley at golden hour',
  'A lighthouse in a storm',
  'Portrait, film grain',
  'Isometric tea house',
  'Foggy pine forest',
]

/** The details of any machine of a script. */
export function detailsAnswers(fleet: ScriptedWorkers, alike: boolean) {
  const find = (id: string) => fleet.read().find(({ config }) => config.id === id)
  return {
    workerLists: ({ workerId }: CallRequest<'workerLists'>): CallResponse<'workerLists'> =>
      scriptedLists(find(workerId)),
    fleetCheckpoints: (): CallResponse<'fleetCheckpoints'> =>
      fleet.read().map((worker) => ({
        workerId: worker.config.id,
        checkpoints: scriptedLists(worker).checkpoints,
      })),
    compareSettings: (): CallResponse<'compareSettings'> => scriptedConsistency(fleet.read(), alike),
    offerOf: ({ kind, name }: CallRequest<'offerOf'>): CallResponse<'offerOf'> =>
      scriptedOffers(fleet.read())[kind].find((offer) => offer.name === name) ?? {
        name,
        on: 0,
        of: fleet.read().length,
      },
    workerDetails: ({ workerId }: CallRequest<'workerDetails'>): CallResponse<'workerDetails'> => {
      const worker = find(workerId)
      const learned = worker?.learnedIpm ?? null
      return {
        workerId: WorkerId.parse(workerId),
        requests: Array.from({ length: 60 }, (_, index) => ({
          at: Date.now() - (60 - index) * 7300,
          method: index % 5 === 0 ? 'POST' : 'GET',
          path:
            index % 5 === 0
              ? '/sdapi/v1/txt2img'
              : index % 3 === 0
                ? '/sdapi/v1/memory'
                : '/sdapi/v1/progress?skip_current_image=true',
          status: index === 40 ? null : index === 44 ? 500 : 200,
          ms: index % 5 === 0 ? 11_840 + index * 13 : 8 + (index % 7),
          problem:
            index === 40
              ? plainText('Connection reset.')
              : index === 44
                ? plainText('CUDA out of memory.')
                : null,
        })),
        jobs: TITLES.map((title, index) => ({
          jobId: JobId.parse(`job-${31 - index}`),
          number: 31 - index,
          title,
          images: 12 - index,
          bonus: index === 0 ? 3 : 0,
          seconds: 36.2 + index * 21,
          predictedSeconds: 35.1 + index * 21.6,
          failures: index === 3 ? 2 : 0,
          share: 0.52 - index * 0.04,
        })),
        speed: {
          learnedIpm: learned,
          batches: learned === null ? 0 : 48,
          overheadSeconds: 0.31,
          loadSeconds: 6.4,
          spread: 0.042,
          gains: [
            { batch: 2, gain: 1.18 },
            { batch: 4, gain: 1.34 },
          ],
        },
      }
    },
  }
}
