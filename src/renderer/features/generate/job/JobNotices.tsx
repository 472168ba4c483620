import { X } from 'lucide-react'
import { useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { Notice } from '../../../../shared/contract.ts'
import type { JobView } from '../../../../shared/job.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import { attempt } from '../../../state/call.ts'
import { noticesOfJob } from '../../../state/notices.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { bannerOf, noticesBeside } from './banner.ts'
import styles from './JobNotices.module.css'

/** Characters from which a notice may not fit into its line. */
const LONG = 60

/** What befell a job and its workers: the job's own problem, and the newest notice about it. */
export function JobNotices({ job }: { job: JobView }) {
  const jobId = job.id
  const notices = usePanel(useShallow((state) => noticesOfJob(state, jobId)))
  const [dismissed, setDismissed] = useState<Notice | null>(null)
  const [open, setOpen] = useState<string | null>(null)
  const { shown, older } = bannerOf(noticesBeside(job, notices), dismissed)
  return (
    <>
      {job.problem && (
        <ProblemNote
          problem={job.problem}
          action={
            job.state === 'storing-paused'
              ? {
                  label: say('generate.notice.try-again'),
                  run: () => void attempt('resumeJob', { jobId }, say('queue.failed.go-on')),
                }
              : undefined
          }
        />
      )}
      {shown && (
        <div className={styles.notice} data-level={shown.level}>
          <p className={open === shown.id ? undefined : styles.clamped} title={inWords(shown.text)}>
            <b>{inWords(shown.title)}</b> {inWords(shown.text)}
          </p>
          {inWords(shown.text).length > LONG && (
            <button
              type="button"
              className={styles.more}
              aria-expanded={open === shown.id}
              onClick={() => setOpen(open === shown.id ? null : shown.id)}
            >
              {say(open === shown.id ? 'generate.notice.show-less' : 'generate.notice.show-all')}
            </button>
          )}
          {older.length > 0 && (
            <Popover
              label={say('generate.notice.earlier')}
              align="end"
              trigger={
                <button type="button" className={styles.more}>
                  {say('generate.notice.earlier-count', { count: older.length })}
                </button>
              }
            >
              <ul className={styles.older}>
                {older.map((notice) => (
                  <li key={notice.id}>
                    <b>{inWords(notice.title)}</b> {inWords(notice.text)}
                  </li>
                ))}
              </ul>
            </Popover>
          )}
          <IconButton
            label={say('generate.notice.dismiss')}
            icon={<X />}
            onClick={() => setDismissed(shown)}
            tooltip={false}
          />
        </div>
      )}
    </>
  )
}
