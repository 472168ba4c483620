import type { ReactElement } from 'react'
import { Help, useHelp } from './Help.tsx'
import styles from './Helped.module.css'

interface HelpedProps {
  readonly help: string
  /** as wide as what is around it. @defaultValue false */
  readonly wide?: boolean
  readonly children: (described: { readonly 'aria-describedby': string | undefined }) => ReactElement
}

/** A control without a label in sight, and a sentence about it on hover and focus. */
export function Helped({ help, wide = false, children }: HelpedProps) {
  const helped = useHelp(help)
  const look = wide ? styles.wide : styles.around
  return (
    <div className={look} {...helped.handlers}>
      <Help {...helped}>
        <div className={look}>{children({ 'aria-describedby': helped.id })}</div>
      </Help>
    </div>
  )
}
