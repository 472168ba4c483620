import { useShallow } from 'zustand/react/shallow'
import { usePanel } from '../../state/panel-store.ts'
import { Button } from '../../ui/Button.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { pauseAll, resumeAll } from './job-actions.ts'
import { queueSummary } from './queue-words.ts'

/** How the queue stands, and what can be done with all of it. `over`: jobs of the history. */
export function QueueHeader({ over }: { readonly over: number }) {
  const states = usePanel(
    useShallow((state) => state.queueOrder.flatMap((id) => state.jobsById[id]?.state ?? [])),
  )
  const paused = states.filter((state) => state === 'paused' || state === 'storing-paused').length
  return (
    <ScreenHeader
      title="Queue"
      summary={queueSummary(states, over)}
      actions={
        <>
          {paused > 0 && <Button onClick={() => void resumeAll()}>Resume all</Button>}
          {states.length > paused && <Button onClick={() => void pauseAll()}>Pause all</Button>}
        </>
      }
    />
  )
}
