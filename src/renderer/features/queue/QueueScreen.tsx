import { ListTodo } from 'lucide-react'
import { type KeyboardEvent, useMemo, useRef } from 'react'
import type { JobId } from '../../../shared/ids.ts'
import { say } from '../../../shared/words/say.ts'
import { AllPausedNote } from '../../jobs/AllPausedNote.tsx'
import { goTo } from '../../state/navigation.ts'
import { usePanel } from '../../state/panel-store.ts'
import { openJob, useQueue } from '../../state/queue-ui.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { isPress, SHORTCUTS } from '../../ui/shortcuts.ts'
import { JobDetails } from './details/JobDetails.tsx'
import { HistorySection } from './history/HistorySection.tsx'
import { useHistory } from './history/use-history.ts'
import { OpenList } from './OpenList.tsx'
import { shownOrder } from './order/queue-order.ts'
import { QueueHeader } from './QueueHeader.tsx'
import styles from './QueueScreen.module.css'
import { focusJob, handleQueueKey } from './queue-keys.ts'
import { useKeptFocus } from './use-kept-focus.ts'

/** The jobs: at work, waiting, paused, done; and one of them in detail. */
export function QueueScreen() {
  const facts = usePanel((state) => state.queueOrder)
  const arranged = useQueue((state) => state.arranged)
  const queueOrder = useMemo(() => shownOrder(facts, arranged), [facts, arranged])
  const opened = useQueue((state) => state.opened)
  const search = useQueue((state) => state.search)
  const history = useHistory(search)
  const scroller = useRef<HTMLDivElement>(null)
  const above = useRef<HTMLDivElement>(null)
  const past = useRef<HTMLDivElement>(null)
  const reveal = useRef<((jobId: string) => void) | null>(null)
  const order = useMemo(
    () => [...queueOrder, ...history.jobs.map(({ id }) => id).filter((id) => !queueOrder.includes(id))],
    [queueOrder, history.jobs],
  )
  useKeptFocus(scroller, order)
  const empty = order.length === 0 && search.trim() === '' && history.at === 'ready'
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape from anywhere in it closes the details, as their button does
    <div
      className={styles.screen}
      data-region="main"
      onKeyDown={(event) => {
        if (isPress(event, SHORTCUTS.close) && !event.defaultPrevented && opened !== null)
          close(opened, scroller.current)
      }}
    >
      <QueueHeader over={history.jobs.length} />
      <div className={styles.content} data-split={(opened !== null && !empty) || undefined}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys pressed on the jobs arrive here */}
        <div
          ref={scroller}
          className={styles.scroller}
          data-landing
          onKeyDown={(event: KeyboardEvent<HTMLElement>) =>
            handleQueueKey(event, order, (id) => reveal.current?.(id))
          }
        >
          {empty ? (
            <Nothing />
          ) : (
            <div className={styles.groups}>
              <div ref={above}>
                <AllPausedNote />
                <OpenList onPast={() => past.current?.scrollIntoView()} />
              </div>
              <div ref={past}>
                <HistorySection history={history} scroller={scroller} above={above} reveal={reveal} />
              </div>
            </div>
          )}
        </div>
        {opened !== null && !empty && <JobDetails id={opened} />}
      </div>
    </div>
  )
}

/** Closes the details; the focus goes to their job when it was in them. */
function close(opened: JobId, list: HTMLElement | null): void {
  const inList = list?.contains(document.activeElement) ?? false
  openJob(null)
  if (list && !inList) focusJob(list, opened)
}

function Nothing() {
  return (
    <EmptyState
      icon={<ListTodo />}
      title={say('queue.none')}
      text={say('queue.none.text')}
      actions={
        <Button look="primary" onClick={() => goTo('generate')}>
          {say('queue.none.generate')}
        </Button>
      }
    />
  )
}
