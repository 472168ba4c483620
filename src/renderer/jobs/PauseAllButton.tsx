import { useShallow } from 'zustand/react/shallow'
import { usePanel } from '../state/panel-store.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { type Action, fullName } from '../ui/action.ts'
import { spokenKeys } from '../ui/shortcuts.ts'
import { pauseAll, type QueueSubject, queueSubject, resumeAll } from './pause-all.ts'

/** Pauses all jobs, or where that cannot be goes on with them; nothing where neither can be. */
export function PauseAllButton() {
  const subject = usePanel(useShallow(queueSubject))
  return <OneButton action={pauseAll.fits?.(subject) ? pauseAll : resumeAll} subject={subject} />
}

/** Both, each where it fits. */
export function PauseAllButtons() {
  const subject = usePanel(useShallow(queueSubject))
  return (
    <>
      <OneButton action={resumeAll} subject={subject} />
      <OneButton action={pauseAll} subject={subject} />
    </>
  )
}

interface OneButtonProps {
  readonly action: Action<QueueSubject>
  readonly subject: QueueSubject
}

function OneButton({ action, subject }: OneButtonProps) {
  return (
    <ActionButton
      action={action}
      subject={subject}
      title={fullName(action, subject)}
      aria-keyshortcuts={action.shortcut && spokenKeys(action.shortcut)}
    />
  )
}
