import { ChevronRight } from 'lucide-react'
import { Collapsible } from 'radix-ui'
import type { ReactNode } from 'react'
import styles from './FoldSection.module.css'
import { setFold, useFold } from './fold-state.ts'

interface FoldSectionProps {
  /** remembered by this name */
  readonly name: string
  readonly title: string
  /** right of the title, in short, what is set inside: "off", "2 × Latent" */
  readonly summary?: string
  readonly children: ReactNode
}

/** A section that folds; whether it is open is remembered. */
export function FoldSection({ name, title, summary, children }: FoldSectionProps) {
  const open = useFold(name)
  return (
    <Collapsible.Root open={open} onOpenChange={(next) => setFold(name, next)} className={styles.section}>
      <Collapsible.Trigger className={styles.head} data-fold={name}>
        <ChevronRight aria-hidden="true" />
        {title}
        {summary !== undefined && <span className={styles.summary}>{summary}</span>}
      </Collapsible.Trigger>
      <Collapsible.Content className={styles.body}>{children}</Collapsible.Content>
    </Collapsible.Root>
  )
}
