import { createElement } from 'react'
import { type Action, tryAction } from '../../ui/action.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import type { PictureSubject } from './picture-subject.ts'

interface ActionProps {
  readonly action: Action<PictureSubject>
  readonly subject: PictureSubject
}

/** An action as a button with its name; nothing where it does not fit. */
export function ActionButton({ action, subject, look }: ActionProps & { look?: 'primary' | undefined }) {
  if (action.fits?.(subject) === false) return null
  return (
    <Button {...(look ? { look } : {})} onClick={() => void tryAction(action, subject)}>
      {action.name(subject)}
    </Button>
  )
}

/** The same as an icon. `look`: with a frame, unless it stands in a row of quiet ones. */
export function IconAction({
  action,
  subject,
  look = 'framed',
}: ActionProps & { look?: 'framed' | 'quiet' }) {
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
