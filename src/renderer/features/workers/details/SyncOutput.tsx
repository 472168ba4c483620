import { useEffect, useRef } from 'react'
import type { SyncRun } from '../../../../shared/worker-activity.ts'
import { Button } from '../../../ui/Button.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { cancelSync } from '../worker-actions.ts'
import styles from './SyncOutput.module.css'

/** A sync command as it runs: what was run, its output as it comes, its exit code. */
export function SyncOutput({ run }: { run: SyncRun }) {
  const { workerId, running, command, lines, exitCode, problem } = run
  const output = useRef<HTMLPreElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls with every new line
  useEffect(() => {
    output.current?.scrollTo({ top: output.current.scrollHeight })
  }, [lines])
  return (
    <section className={styles.run}>
      <p className={styles.command}>{command}</p>
      <pre ref={output} className={styles.output} role="log" aria-label="Output of the sync command">
        {lines.length === 0 ? (running ? 'No output yet' : 'No output') : lines.join('\n')}
      </pre>
      {problem && <ProblemNote problem={problem} className={styles.problem} />}
      <div className={styles.foot}>
        <p role="status">{running ? 'Running…' : endWords(exitCode)}</p>
        {running && (
          <Button size="small" onClick={() => void cancelSync(workerId)}>
            Stop
          </Button>
        )}
      </div>
    </section>
  )
}

function endWords(exitCode: number | null): string {
  if (exitCode === null) return 'Stopped before it ended'
  return exitCode === 0 ? 'Done (exit code 0)' : `Failed with exit code ${exitCode}`
}
