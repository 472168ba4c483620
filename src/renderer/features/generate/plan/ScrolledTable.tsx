import type { ReactNode } from 'react'
import { cx } from '../../../ui/class-names.ts'
import edges from '../../../ui/ScrollEdges.module.css'
import { useReachableScroll } from '../../../ui/use-reachable-scroll.ts'
import { useScrollEdges } from '../../../ui/use-scroll-edges.ts'
import styles from './PlanDetails.module.css'

/** A table about the plan in a region of its own, which scrolls by wheel and keys where it is long. */
export function ScrolledTable({ label, children }: { label: string; children: ReactNode }) {
  const scroller = useReachableScroll<HTMLElement>()
  useScrollEdges(scroller)
  return (
    <section ref={scroller} className={cx(styles.details, edges.edges)} aria-label={label}>
      {children}
    </section>
  )
}
