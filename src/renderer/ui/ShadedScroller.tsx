import { type ReactNode, useRef } from 'react'
import { cx } from './class-names.ts'
import styles from './ShadedScroller.module.css'
import { useScrollEdges } from './use-scroll-edges.ts'

interface ShadedScrollerProps {
  /** of the scroller */
  readonly className?: string | undefined
  /** of what is around it, which has its place among others */
  readonly areaClassName?: string | undefined
  readonly children: ReactNode
}

/**
 * A column that scrolls in what room is left of another, shaded at an edge where there is more to scroll to. What is in it can
 * still be lifted above other parts of the window, which ScrollEdges.module.css does not allow.
 */
export function ShadedScroller({ className, areaClassName, children }: ShadedScrollerProps) {
  const scroller = useRef<HTMLDivElement>(null)
  useScrollEdges(scroller)
  return (
    <div className={cx(styles.area, areaClassName)}>
      <div ref={scroller} className={cx(styles.scroller, className)}>
        {children}
      </div>
    </div>
  )
}
