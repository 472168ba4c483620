import {
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  Copy,
  FastForward,
  Images,
  Info,
  ListX,
  Pause,
  Pin,
  Play,
  Repeat1,
  RotateCcw,
  SlidersHorizontal,
  WandSparkles,
  X,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { JobId } from '../../../shared/ids.ts'
import type { JobView } from '../../../shared/job.ts'
import { pause, resume } from '../../jobs/steer-job.ts'
import { takeSettings } from '../../jobs/take-settings.ts'
import { showJob, showPictures } from '../../state/navigation.ts'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { askToCancel, clearHistory, copyPrompt, runAgain } from './job-actions.ts'
import { sendJob } from './order/move-job.ts'
import type { Destination } from './order/queue-order.ts'
import type { Destinations } from './order/use-destinations.ts'
import { openJob } from './queue-store.ts'

export const isPaused = ({ state }: Pick<JobView, 'state'>): boolean =>
  state === 'paused' || state === 'storing-paused'

/** What can be done with a job that is not over. */
export function openJobEntries(
  job: Pick<JobView, 'id' | 'state' | 'stored' | 'bonusStored'>,
  destinations: Destinations,
): MenuEntry[] {
  const { id } = job
  const send = (to: Destination, entry: { label: string; icon: ReactNode; keys?: string }): MenuEntry => ({
    ...entry,
    disabled: !destinations[to],
    run: () => sendJob(id, to),
  })
  return [
    { label: 'Details', icon: <Info />, keys: '↵', run: () => openJob(id) },
    { label: 'Show in Generate', icon: <WandSparkles />, run: () => showJob(id) },
    picturesEntry(id, job.stored + job.bonusStored > 0),
    { kind: 'line' },
    isPaused(job)
      ? { label: 'Resume', icon: <Play />, run: () => void resume(id) }
      : { label: 'Pause', icon: <Pause />, run: () => void pause(id) },
    { kind: 'line' },
    send('next', { label: 'Run next', icon: <FastForward /> }),
    send('up', { label: 'Move up', icon: <ArrowUp />, keys: 'Alt ↑' }),
    send('down', { label: 'Move down', icon: <ArrowDown />, keys: 'Alt ↓' }),
    send('top', { label: 'Move to the top', icon: <ArrowUpToLine /> }),
    send('bottom', { label: 'Move to the bottom', icon: <ArrowDownToLine /> }),
    { kind: 'line' },
    { label: 'Run again with a new seed', icon: <RotateCcw />, run: () => void runAgain(id, 'new-seed') },
    {
      label: 'Use these settings',
      icon: <SlidersHorizontal />,
      run: () => void takeSettings(id, 'new-seed'),
    },
    { label: 'Copy the prompt', icon: <Copy />, run: () => void copyPrompt(id) },
    { kind: 'line' },
    { label: 'Cancel', icon: <X />, keys: 'Del', danger: true, run: () => askToCancel(id) },
  ]
}

/** What can be done with a job that is over. */
export function pastJobEntries(id: JobId, hasPictures: boolean): MenuEntry[] {
  return [
    { label: 'Details', icon: <Info />, keys: '↵', run: () => openJob(id) },
    picturesEntry(id, hasPictures),
    { kind: 'line' },
    ...againEntries(id),
    { kind: 'line' },
    { label: 'Take off the history', icon: <ListX />, keys: 'Del', run: () => void clearHistory([id]) },
  ]
}

const picturesEntry = (id: JobId, hasPictures: boolean): MenuEntry => ({
  label: 'Show its pictures',
  icon: <Images />,
  disabled: !hasPictures,
  run: () => showPictures(id),
})

const againEntries = (id: JobId): MenuEntry[] => [
  { label: 'Run again with a new seed', icon: <RotateCcw />, run: () => void runAgain(id, 'new-seed') },
  { label: 'Run again with the same seed', icon: <Repeat1 />, run: () => void runAgain(id, 'same-seed') },
  { label: 'Use these settings', icon: <SlidersHorizontal />, run: () => void takeSettings(id, 'new-seed') },
  { label: 'Use these settings and this seed', icon: <Pin />, run: () => void takeSettings(id, 'same-seed') },
  { label: 'Copy the prompt', icon: <Copy />, run: () => void copyPrompt(id) },
]
