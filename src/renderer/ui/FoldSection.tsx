import { ChevronRight, RotateCcw } from 'lucide-react'
import { Collapsible } from 'radix-ui'
import type { ReactNode } from 'react'
import { say } from '../../shared/words/say.ts'
import styles from './FoldSection.module.css'
import { setFold, useFold } from './fold-state.ts'
import { IconButton } from './IconButton.tsx'

interface FoldSectionProps {
  /** remembered by this name */
  readonly name: string
  readonly title: string
  /** right of the title, in short, what is set inside: "off", "2 × Latent" */
  readonly summary?: string
  /** puts what is set inside back; absent: there is nothing to put back */
  readonly onReset?: (() => void) | undefined
  readonly children: ReactNode
}

/** A section that folds; whether it is open is remembered. */
export function FoldSection({ name, title, summary, onReset, children }: FoldSectionProps) {
  const open = useFold(name)
  return (
    <Collapsible.Root open={open} onOpenChange={(next) => setFold(name, next)} className={styles.section}>
      <div className={styles.top}>
        <Collapsible.Trigger className={styles.head} data-fold={name}>
          <ChevronRight aria-hidden="true" />
          {title}
          {summary !== undefined && <span className={styles.summary}>{summary}</span>}
        </Collapsible.Trigger>
        {open && onReset && (
          <IconButton
            className={styles.reset}
            label={say('panel.reset-section', { section: title })}
            icon={<RotateCcw />}
            onClick={onReset}
          />
        )}
      </div>
      <Collapsible.Content className={styles.body}>{children}</Collapsible.Content>
    </Collapsible.Root>
  )
}
