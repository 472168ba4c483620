import type { ComponentProps } from 'react'
import { cx } from './class-names.ts'
import styles from './TextField.module.css'

/** A line of text. Put it into a Field, which labels it. */
export function TextField({ className, ...rest }: ComponentProps<'input'>) {
  return <input type="text" className={cx(styles.input, className)} spellCheck={false} {...rest} />
}
