import type { ReactNode } from 'react'
import type { Problem } from '../../shared/problem.ts'
import { sentences } from '../../shared/problem.ts'
import { cx } from './class-names.ts'
import styles from './ProblemNote.module.css'

interface ProblemNoteProps {
  readonly problem: Pick<Problem, 'message' | 'remedy'>
  readonly level?: 'error' | 'warning' | 'info'
  /** follows the words, e.g. when it will be tried again */
  readonly children?: ReactNode
  /** a way to do the next step now */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
  readonly className?: string | undefined
}

/** An error on the thing that failed: what happened, what to do, and a way to do it now. */
export function ProblemNote({ problem, level = 'error', children, action, className }: ProblemNoteProps) {
  return (
    <div className={cx(styles.note, styles[level], className)} role={level === 'error' ? 'alert' : 'status'}>
      <span>
        {sentences(problem)}
        {children}
      </span>{' '}
      {action && (
        <button type="button" className={styles.action} onClick={action.run}>
          {action.label}
        </button>
      )}
    </div>
  )
}
