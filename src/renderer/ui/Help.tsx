import { Tooltip as Radix } from 'radix-ui'
import { type FocusEvent, type ReactElement, type RefObject, useId, useRef, useState } from 'react'
import { hasCameByKeys } from './came-by-keys.ts'
import { type Box, HELP_GAP, HELP_MARGIN, type HelpPlace, helpPlace } from './help-place.ts'
import { Spoken } from './Named.tsx'
import styles from './Tooltip.module.css'
import { useOpenNextFrame } from './use-open-next-frame.ts'

interface Helped {
  /** of the text, for `aria-describedby`; undefined: there is none */
  readonly id: string | undefined
  readonly text: string | undefined
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** the pointer left the label */
  readonly onLeave: () => void
  /** the element that holds label and control */
  readonly field: RefObject<HTMLDivElement | null>
  /** of that element */
  readonly handlers: {
    readonly ref?: RefObject<HTMLDivElement | null>
    readonly onFocus?: (event: FocusEvent) => void
    readonly onBlur?: (event: FocusEvent) => void
    readonly onInput?: () => void
  }
}

const NO_HELP = () => undefined

/** A sentence about a field, shown while its label is hovered or its control has the keyboard's focus. */
export function useHelp(text: string | undefined): Helped {
  const id = useId()
  const { isOpen, open, cancel, close, hide } = useOpenNextFrame()
  const field = useRef<HTMLDivElement>(null)
  if (text === undefined)
    return { id: undefined, text, open: false, onOpenChange: NO_HELP, onLeave: NO_HELP, field, handlers: {} }
  const handlers = {
    ref: field,
    // A list that a control opens is no part of the field: Escape there is for the list.
    onFocus: ({ target, currentTarget }: FocusEvent) => {
      const wanted = currentTarget.contains(target) && target.matches(':focus-visible') && hasCameByKeys()
      if (wanted) open()
      else close()
    },
    // From one control of the field to the next it stays.
    onBlur: ({ relatedTarget, currentTarget }: FocusEvent) => {
      if (!currentTarget.contains(relatedTarget)) close()
    },
    // Who types knows by now, and may want to see what is above the field.
    onInput: close,
  }
  const onOpenChange = (wanted: boolean) => {
    if (wanted) open()
    else if (hasCameByKeys() && field.current?.contains(document.activeElement)) hide()
    else close()
  }
  return { id, text, open: isOpen, onOpenChange, onLeave: cancel, field, handlers }
}

/** The label of a field with its help. Needs the provider of app/App.tsx where there is any. */
export function Help({
  id,
  text,
  open,
  onOpenChange,
  onLeave,
  field,
  children,
}: Helped & { children: ReactElement }) {
  const label = useRef<HTMLButtonElement>(null)
  const [place, setPlace] = useState<HelpPlace>({ side: 'top', sideOffset: HELP_GAP })
  if (text === undefined) return children
  // Where it goes depends on how large it is; it is not in sight before.
  const measure = (sentence: HTMLElement | null) => {
    const [of, from] = [field.current, label.current]
    if (sentence === null || of === null || from === null) return
    const { offsetWidth: width, offsetHeight: height } = sentence
    const next = helpPlace({
      ...{ label: from.getBoundingClientRect(), field: of.getBoundingClientRect() },
      ...{ typed: typedIn(), size: { width, height } },
      window: { width: window.innerWidth, height: window.innerHeight },
    })
    if (next.side !== place.side || next.sideOffset !== place.sideOffset) setPlace(next)
  }
  return (
    <>
      <Radix.Root open={open} onOpenChange={onOpenChange}>
        <Radix.Trigger asChild ref={label} onPointerLeave={onLeave}>
          {children}
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            ref={measure}
            className={styles.tooltip}
            {...place}
            align="start"
            collisionPadding={HELP_MARGIN}
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

/** What has the focus and is written into; null: nothing. */
function typedIn(): Box | null {
  const focused = document.activeElement
  return focused?.matches('input, textarea, [contenteditable="true"]')
    ? focused.getBoundingClientRect()
    : null
}
