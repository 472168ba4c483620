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
  type LucideIcon,
  Pin,
  Repeat1,
  RotateCcw,
  SlidersHorizontal,
  WandSparkles,
} from 'lucide-react'
import type { MessageKey } from '../../../shared/words/catalogue.ts'
import { say } from '../../../shared/words/say.ts'
import { cancelJob, type JobSubject, pauseJob, resumeJob } from '../../jobs/job-actions.ts'
import { prioritizeAs } from '../../jobs/prioritize.ts'
import { runAgain } from '../../jobs/run-again.ts'
import { takeSettings } from '../../jobs/take-settings.ts'
import { showJob, showPictures } from '../../state/navigation.ts'
import { openJob } from '../../state/queue-ui.ts'
import type { Action, ActionMenu } from '../../ui/action.ts'
import { SHORTCUTS, type Shortcut } from '../../ui/shortcuts.ts'
import { copyPrompt } from './copy-prompt.ts'
import { clearHistory } from './history-calls.ts'
import { sendJob } from './order/move-job.ts'
import type { Destination } from './order/queue-order.ts'
import type { Destinations } from './order/use-destinations.ts'

/** A job in the queue: also where it can be sent. */
export interface QueuedSubject extends JobSubject {
  readonly destinations: Destinations
}

const details: Action<JobSubject> = {
  name: () => say('queue.details'),
  icon: Info,
  shortcut: SHORTCUTS.open,
  run: ({ id }) => openJob(id),
}

const show: Action<JobSubject> = {
  name: () => say('queue.show-in-generate'),
  icon: WandSparkles,
  run: ({ id }) => showJob(id),
}

export const pictures: Action<JobSubject> = {
  name: () => say('queue.show-pictures'),
  icon: Images,
  can: ({ hasPictures }) => hasPictures,
  run: ({ id }) => showPictures(id),
}

function sending(
  to: Destination,
  name: MessageKey & `queue.send.${string}`,
  icon: LucideIcon,
  shortcut?: Shortcut,
): Action<QueuedSubject> {
  return {
    name: () => say(name),
    icon,
    can: ({ destinations }) => destinations[to],
    run: ({ id }) => sendJob(id, to),
    ...(shortcut ? { shortcut } : {}),
  }
}

const runNewSeed: Action<JobSubject> = {
  name: () => say('queue.run-again.new-seed'),
  icon: RotateCcw,
  run: ({ id }) => void runAgain(id, 'new-seed'),
}

const runSameSeed: Action<JobSubject> = {
  name: () => say('queue.run-again.same-seed'),
  icon: Repeat1,
  run: ({ id }) => void runAgain(id, 'same-seed'),
}

const useSettings: Action<JobSubject> = {
  name: () => say('generate.job.use-settings'),
  icon: SlidersHorizontal,
  run: ({ id }) => void takeSettings(id, 'new-seed'),
}

const useSettingsAndSeed: Action<JobSubject> = {
  name: () => say('generate.job.use-settings-and-seed'),
  icon: Pin,
  run: ({ id }) => void takeSettings(id, 'same-seed'),
}

const copyIt: Action<JobSubject> = {
  name: () => say('queue.copy-prompt'),
  icon: Copy,
  run: ({ id }) => void copyPrompt(id),
}

export const forget: Action<Pick<JobSubject, 'id' | 'over'>> = {
  name: () => say('queue.forget'),
  icon: ListX,
  shortcut: SHORTCUTS.remove,
  fits: ({ over }) => over,
  run: ({ id }) => void clearHistory([id]),
}

/** What can be done with a job that is not over, where its details are open already. */
export const OPEN_JOB: ActionMenu<QueuedSubject> = [
  show,
  pictures,
  'line',
  pauseJob,
  resumeJob,
  'line',
  sending('next', 'queue.send.next', FastForward),
  sending('up', 'queue.send.up', ArrowUp, SHORTCUTS.moveUp),
  sending('down', 'queue.send.down', ArrowDown, SHORTCUTS.moveDown),
  sending('top', 'queue.send.top', ArrowUpToLine),
  sending('bottom', 'queue.send.bottom', ArrowDownToLine),
  'line',
  prioritizeAs('first'),
  prioritizeAs('normal'),
  prioritizeAs('background'),
  'line',
  runNewSeed,
  useSettings,
  copyIt,
  'line',
  cancelJob,
]

/** What can be done with a job that is over, where its details are open already. */
export const PAST_JOB: ActionMenu<JobSubject> = [
  pictures,
  'line',
  runNewSeed,
  runSameSeed,
  useSettings,
  useSettingsAndSeed,
  copyIt,
  'line',
  forget,
]

/** The same in the list. */
export const LISTED_OPEN_JOB: ActionMenu<QueuedSubject> = [details, ...OPEN_JOB]
export const LISTED_PAST_JOB: ActionMenu<JobSubject> = [details, ...PAST_JOB]
