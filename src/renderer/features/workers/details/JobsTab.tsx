import { offBy, shortSeconds } from '../../../../shared/words/format-duration.ts'
import { percent } from '../../../../shared/words/format-number.ts'
import type { WorkerDetails } from '../../../../shared/worker-activity.ts'
import { showJob } from '../../../state/navigation.ts'
import styles from './JobsTab.module.css'
import { errorRate } from './job-numbers.ts'

/** Its part in the newest jobs: how much, how long, how well that was predicted. */
export function JobsTab({ details }: { details: WorkerDetails | null }) {
  if (!details) return <p className={styles.none}>Reading…</p>
  const { jobs } = details
  if (jobs.length === 0) return <p className={styles.none}>It has not taken part in a job yet.</p>
  const rate = errorRate(jobs)
  return (
    <>
      <p className={styles.none}>
        {rate === 0 ? 'No failed request' : `${percent(rate)} of its requests failed`} in these jobs.
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Job</th>
            <th scope="col">Images</th>
            <th scope="col">Share</th>
            <th scope="col">Took</th>
            <th scope="col">Off by</th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.jobId}>
              <td className={styles.job}>
                <button type="button" onClick={() => showJob(job.jobId)} title={job.title}>
                  <b>{job.number}</b> {job.title}
                </button>
              </td>
              <td>
                {job.images}
                {job.bonus > 0 && <span className={styles.bonus}> + {job.bonus}</span>}
                {job.failures > 0 && (
                  <span className={styles.failures} title="failed requests">
                    {' '}
                    {job.failures} failed
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
