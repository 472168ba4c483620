import { Tooltip as Radix } from 'radix-ui'
import { type FocusEvent, type ReactElement, useId, useState } from 'react'
import { hasCameByKeys } from './came-by-keys.ts'
import { Spoken } from './Named.tsx'
import styles from './Tooltip.module.css'

interface Helped {
  /** of the text, for `aria-describedby`; undefined: there is none */
  readonly id: string | undefined
  readonly text: string | undefined
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** of the element that holds label and control */
  readonly handlers: {
    readonly onFocus?: (event: FocusEvent) => void
    readonly onBlur?: () => void
    readonly onInput?: () => void
  }
}

/** A sentence about a field, shown while its label is hovered or its control has the keyboard's focus. */
export function useHelp(text: string | undefined): Helped {
  const id = useId()
  const [open, setOpen] = useState(false)
  if (text === undefined) return { id: undefined, text, open: false, onOpenChange: setOpen, handlers: {} }
  const handlers = {
    // A list that a control opens is no part of the field: Escape there is for the list.
    onFocus: ({ target, currentTarget }: FocusEvent) =>
      setOpen(currentTarget.contains(target) && target.matches(':focus-visible') && hasCameByKeys()),
    onBlur: () => setOpen(false),
    // Who types knows by now, and may want to see what is above the field.
    onInput: () => setOpen(false),
  }
  return { id, text, open, onOpenChange: setOpen, handlers }
}

/** The label of a field with its help. Needs the provider of app/App.tsx where there is any. */
export function Help({ id, text, open, onOpenChange, children }: Helped & { children: ReactElement }) {
  if (text === undefined) return children
  return (
    <>
      <Radix.Root open={open} onOpenChange={onOpenChange}>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            className={styles.tooltip}
            side="top"
            align="start"
            sideOffset={5}
            collisionPadding={8}
            aria-hidden="true"
          >
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
      <Spoken id={id}>{text}</Spoken>
    </>
  )
}
