import { useShallow } from 'zustand/react/shallow'
import { say } from '../../../shared/words/say.ts'
import { isPaused } from '../../jobs/job-actions.ts'
import { usePanel } from '../../state/panel-store.ts'
import { Button } from '../../ui/Button.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { pauseAll, resumeAll } from './queue-calls.ts'
import { queueSummary } from './queue-words.ts'

/** How the queue stands, and what can be done with all of it. `over`: jobs of the history. */
export function QueueHeader({ over }: { readonly over: number }) {
  const states = usePanel(
    useShallow((state) => state.queueOrder.flatMap((id) => state.jobsById[id]?.state ?? [])),
  )
  const paused = states.filter((state) => isPaused({ state })).length
  return (
    <ScreenHeader
      title={say('panel.screen.queue')}
      summary={queueSummary(states, over)}
      actions={
        <>
          {paused > 0 && <Button onClick={() => void resumeAll()}>{say('queue.resume-all')}</Button>}
          {states.length > paused && (
            <Button onClick={() => void pauseAll()}>{say('queue.pause-all')}</Button>
          )}
        </>
      }
    />
  )
}
