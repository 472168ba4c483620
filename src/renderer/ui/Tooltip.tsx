import { Tooltip as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { wasGoneTo } from './came-by-keys.ts'
import styles from './Tooltip.module.css'
import { useOpenNextFrame } from './use-open-next-frame.ts'

interface TooltipProps {
  readonly text: ReactNode
  readonly side?: 'top' | 'right' | 'bottom' | 'left' | undefined
  readonly children: ReactElement
}

/** Words on hover, and where somebody went with the keys: not on a button that gets the focus back, whose words would stay over what is below it. Needs the provider of app/App.tsx. */
export function Tooltip({ text, side = 'bottom', children }: TooltipProps) {
  const { isOpen, open, cancel, close } = useOpenNextFrame()
  return (
    <Radix.Root open={isOpen} onOpenChange={(wanted) => (wanted ? open() : close())}>
      <Radix.Trigger
        asChild
        onFocus={(event) => wasGoneTo() || event.preventDefault()}
        onBlur={close}
        onPointerLeave={cancel}
        onClick={cancel}
      >
        {children}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.tooltip} side={side} sideOffset={6} collisionPadding={8}>
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
