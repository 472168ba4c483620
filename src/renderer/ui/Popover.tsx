import { Popover as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './class-names.ts'
import floating from './floating.module.css'
import { leaveOwnEscape } from './own-escape.ts'
import styles from './Popover.module.css'

interface PopoverProps {
  readonly trigger: ReactElement
  /** read aloud when it opens */
  readonly label: string
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
  readonly align?: 'start' | 'center' | 'end'
  /** px that it is moved along the side; with `end`, less than 0 is to the right */
  readonly alignOffset?: number
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  readonly className?: string | undefined
  /** before the focus goes back to the trigger; `preventDefault` keeps it from that */
  readonly onCloseAutoFocus?: (event: Event) => void
  readonly children: ReactNode
}

/** A small panel beside what opens it. Closes with Escape and a click elsewhere. */
export function Popover({
  trigger,
  label,
  align = 'start',
  alignOffset = 0,
  side = 'bottom',
  className,
  onCloseAutoFocus,
  children,
  ...state
}: PopoverProps) {
  return (
    <Radix.Root {...state}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          alignOffset={alignOffset}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onEscapeKeyDown={leaveOwnEscape}
          {...(onCloseAutoFocus && { onCloseAutoFocus })}
          className={cx(floating.surface, styles.popover, className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
