import { type ComponentProps, useLayoutEffect, useRef } from 'react'
import { cx } from './class-names.ts'
import styles from './TextArea.module.css'

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'ref'> {
  readonly value: string
  readonly minRows?: number
  readonly maxRows?: number
}

const LINE_PX = 20
const EDGES_PX = 14

/** Text of several lines that grows with what is typed, up to `maxRows`, and scrolls from there. */
export function TextArea({ value, minRows = 2, maxRows = 12, className, ...rest }: TextAreaProps) {
  const ref = useRef<HTMLTextAreaElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const area = ref.current
    if (!area) return
    area.style.height = '0'
    const least = minRows * LINE_PX + EDGES_PX
    const most = maxRows * LINE_PX + EDGES_PX
    area.style.height = `${Math.min(most, Math.max(least, area.scrollHeight + 2))}px`
  }, [value, minRows, maxRows])
  return <textarea ref={ref} value={value} className={cx(styles.area, className)} {...rest} />
}
