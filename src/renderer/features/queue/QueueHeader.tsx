import { useShallow } from 'zustand/react/shallow'
import { say } from '../../../shared/words/say.ts'
import { PauseAllButtons } from '../../jobs/PauseAllButton.tsx'
import { usePanel } from '../../state/panel-store.ts'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { queueSummary } from './queue-words.ts'

/** How the queue stands, and what can be done with all of it. `over`: jobs of the history. */
export function QueueHeader({ over }: { readonly over: number }) {
  const states = usePanel(
    useShallow((state) => state.queueOrder.flatMap((id) => state.jobsById[id]?.state ?? [])),
  )
  return (
    <ScreenHeader
      title={say('panel.screen.queue')}
      summary={queueSummary(states, over)}
      actions={<PauseAllButtons />}
    />
  )
}
