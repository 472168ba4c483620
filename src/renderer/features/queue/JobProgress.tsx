import { memo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { JobView } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { usePanel } from '../../state/panel-store.ts'
import { tint } from '../../ui/worker-colour.ts'
import styles from './JobProgress.module.css'

/** The pictures that are there, in the colours of those who made them; bonus pictures hatched. */
export const JobProgress = memo(function JobProgress({ job }: { job: JobView }) {
  const whole = Math.max(1, job.requested + Math.max(job.bonusPlanned, job.bonusStored))
  const made = job.tallies.length > 0 ? job.tallies : null
  const colours = usePanel(
    useShallow((state) => job.tallies.map(({ workerId }) => state.workersById[workerId]?.config.colour)),
  )
  const parts = made
    ? [
        ...made.map(({ workerId, images }, index) => ({
          key: workerId,
          count: images,
          colour: colours[index],
          bonus: false,
        })),
        ...made.map(({ workerId, bonus }, index) => ({
          key: `${workerId} bonus`,
          count: bonus,
          colour: colours[index],
          bonus: true,
        })),
      ]
    : [{ key: 'all', count: job.stored + job.bonusStored, colour: undefined, bonus: false }]
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label={say('queue.progress', { number: job.number })}
      aria-valuemin={0}
      aria-valuemax={whole}
      aria-valuenow={job.stored + job.bonusStored}
    >
      {parts
        .filter(({ count }) => count > 0)
        .map(({ key, count, colour, bonus }) => (
          <span
            key={key}
            className={styles.part}
            data-bonus={bonus || undefined}
            data-plain={colour === undefined || undefined}
            style={{ ...tint(colour), flexBasis: `${(count / whole) * 100}%` }}
          />
        ))}
    </div>
  )
})
