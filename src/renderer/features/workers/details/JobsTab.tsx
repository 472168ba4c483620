import { offBy, shortSeconds } from '../../../../shared/words/format-duration.ts'
import { percent } from '../../../../shared/words/format-number.ts'
import { say } from '../../../../shared/words/say.ts'
import type { WorkerDetails } from '../../../../shared/worker-activity.ts'
import { showJob } from '../../../state/navigation.ts'
import styles from './JobsTab.module.css'
import { errorRate } from './job-numbers.ts'

/** Its part in the newest jobs: how much, how long, how well that was predicted. */
export function JobsTab({ details }: { details: WorkerDetails | null }) {
  if (!details) return <p className={styles.none}>{say('workers.details.reading')}</p>
  const { jobs } = details
  if (jobs.length === 0) return <p className={styles.none}>{say('workers.jobs.none')}</p>
  const rate = errorRate(jobs)
  return (
    <>
      <p className={styles.none}>
        {rate === 0
          ? say('workers.jobs.no-failures')
          : say('workers.jobs.failure-rate', { share: percent(rate) })}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{say('workers.jobs.job')}</th>
            <th scope="col">{say('workers.jobs.images')}</th>
            <th scope="col">{say('workers.jobs.share')}</th>
            <th scope="col">{say('workers.jobs.took')}</th>
            <th scope="col">{say('workers.jobs.off-by')}</th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.jobId}>
              <td className={styles.job}>
                <button type="button" onClick={() => showJob(job.jobId)} title={job.title} translate="no">
                  <b>{job.number}</b> {job.title}
                </button>
              </td>
              <td>
                {job.images}
                {job.bonus > 0 && <span className={styles.bonus}> + {job.bonus}</span>}
                {job.failures > 0 && (
                  <span className={styles.failures} title={say('workers.jobs.failed-requests')}>
                    {' '}
                    {say('workers.jobs.failed', { count: job.failures })}
                  </span>
                )}
              </td>
              <td>{percent(job.share)}</td>
              <td>{shortSeconds(job.seconds)}</td>
              <td>{offBy(job.seconds, job.predictedSeconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
