import { useEffect, useRef } from 'react'
import { say } from '../../../../shared/words/say.ts'
import type { SyncRun } from '../../../../shared/worker-activity.ts'
import { Button } from '../../../ui/Button.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { cancelSync } from '../actions/worker-calls.ts'
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
      <p className={styles.command} translate="no">
        {command}
      </p>
      <pre ref={output} className={styles.output} role="log" aria-label={say('workers.sync.output')}>
        {lines.length === 0 ? (
          say(running ? 'workers.sync.no-output-yet' : 'workers.sync.no-output')
        ) : (
          <span translate="no">{lines.join('\n')}</span>
        )}
      </pre>
      {problem && <ProblemNote problem={problem} className={styles.problem} />}
      <div className={styles.foot}>
        <p role="status">{running ? say('workers.sync.running') : endWords(exitCode)}</p>
        {running && (
          <Button size="small" onClick={() => void cancelSync(workerId)}>
            {say('workers.sync.stop')}
          </Button>
        )}
      </div>
    </section>
  )
}

function endWords(exitCode: number | null): string {
  if (exitCode === null) return say('workers.sync.stopped')
  return exitCode === 0 ? say('workers.sync.done') : say('workers.sync.failed', { code: exitCode })
}
