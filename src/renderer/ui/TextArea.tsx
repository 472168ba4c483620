import type { ComponentProps, CSSProperties } from 'react'
import { cx } from './class-names.ts'
import styles from './TextArea.module.css'

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'ref'> {
  readonly value: string
  readonly minRows?: number
  readonly maxRows?: number
}

/** Text of several lines that grows with what is typed, up to `maxRows`, and scrolls from there. */
export function TextArea({ minRows = 2, maxRows = 12, className, ...rest }: TextAreaProps) {
  const rows = { '--min-rows': minRows, '--max-rows': maxRows } as CSSProperties
  return <textarea className={cx(styles.area, className)} style={rows} {...rest} />
}
