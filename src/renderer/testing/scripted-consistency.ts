import type { Consistency } from '../../shared/consistency.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { WorkerView } from '../../shared/worker.ts'

/** Of three machines and more the last two are set otherwise, unless all are `alike`; fewer are all the same. */
export function scriptedConsistency(views: readonly WorkerView[], alike: boolean): Consistency {
  const compared = views
    .filter(({ config }) => config.lane !== 'off')
    .map(({ config }) => ({ workerId: config.id, name: config.name }))
  const [most, last, one] = [compared.slice(0, -2), compared.slice(-2), compared.slice(-1)]
  const differ = compared.length > 2 && !alike
  return {
    ...{ compared, untold: [], sameNoise: !differ },
    differences: differ
      ? [
          {
            ...{ kind: 'option', key: 'randn_source', what: reason('consistency.noise') },
            values: [
              { value: 'GPU', machines: most },
              { value: 'CPU', machines: last },
            ],
          },
          {
            ...{ kind: 'option', key: 'emphasis', what: reason('consistency.option', { key: 'emphasis' }) },
            values: [
              { value: 'Original', machines: [...most, ...last.slice(0, 1)] },
              { value: 'No norm', machines: one },
            ],
          },
          {
            kind: 'checkpoint',
            key: 'dreamshaper_8',
            what: reason('consistency.checkpoint', { name: 'dreamshaper_8' }),
            values: [
              { value: '879db523c3', machines: most },
              { value: '1dceefec07', machines: last },
            ],
          },
        ]
      : [],
  }
}
