import { type ComponentProps, createElement } from 'react'
import { type Action, tryAction } from './action.ts'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'

interface ActionProps<Subject> {
  readonly action: Action<Subject>
  readonly subject: Subject
}

type ButtonLook = Omit<ComponentProps<typeof Button>, 'children' | 'disabled' | 'onClick'>

/** An action as a button with its name; greyed where it cannot be done now, nothing where it does not fit. */
export function ActionButton<Subject>({ action, subject, ...look }: ActionProps<Subject> & ButtonLook) {
  if (action.fits?.(subject) === false) return null
  return (
    <Button
      {...look}
      disabled={action.can?.(subject) === false}
      onClick={() => void tryAction(action, subject)}
    >
      {action.name(subject)}
    </Button>
  )
}

/** The same as an icon. `look`: with a frame, unless it stands in a row of quiet ones. */
export function IconAction<Subject>({
  action,
  subject,
  look = 'framed',
}: ActionProps<Subject> & { look?: 'framed' | 'quiet' }) {
  if (action.fits?.(subject) === false) return null
  return (
    <IconButton
      label={action.name(subject)}
      icon={createElement(action.icon)}
      look={look}
      disabled={action.can?.(subject) === false}
      onClick={() => void tryAction(action, subject)}
    />
  )
}
