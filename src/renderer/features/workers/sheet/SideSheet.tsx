import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { discardUnsaved, openSheet, useBoard } from '../board-store.ts'
import styles from './SideSheet.module.css'

interface SideSheetProps {
  readonly title: ReactNode
  /** one line under the title */
  readonly subtitle?: ReactNode
  /** between head and body, not scrolled: tabs, a search field */
  readonly toolbar?: ReactNode
  /** buttons at the bottom, the main one last */
  readonly footer?: ReactNode
  readonly children: ReactNode
}

/**
 * A panel beside the board, which stays in use. Takes the focus when it opens and gives it back when it closes; Escape
 * closes it. What was typed and not saved is asked about at its bottom.
 */
export function SideSheet({ title, subtitle, toolbar, footer, children }: SideSheetProps) {
  const sheet = useRef<HTMLElement>(null)
  const titleId = useId()
  const asked = useBoard(({ wanted }) => wanted !== null)
  useEffect(() => {
    const before = document.activeElement
    const first = sheet.current?.querySelector<HTMLElement>('[data-autofocus]') ?? sheet.current
    first?.focus({ preventScroll: true })
    return () => {
      const lost = document.activeElement === null || document.activeElement === document.body
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    if (asked) discardUnsaved(false)
    else openSheet(null)
  }
  return (
    <aside ref={sheet} className={styles.sheet} aria-labelledby={titleId} tabIndex={-1} onKeyDown={handleKey}>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h3 id={titleId} className={styles.title}>
            {title}
          </h3>
          {subtitle !== undefined && <p className={styles.subtitle}>{subtitle}</p>}
        </div>
        <IconButton label="Close" icon={<X />} tooltip={false} onClick={() => openSheet(null)} />
      </header>
      {toolbar && <div className={styles.toolbar}>{toolbar}</div>}
      <div className={styles.body}>{children}</div>
      {asked ? <UnsavedQuestion /> : footer && <footer className={styles.footer}>{footer}</footer>}
    </aside>
  )
}

function UnsavedQuestion() {
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => keep.current?.focus(), [])
  return (
    <footer className={styles.footer} role="alert">
      <p className={styles.question}>What you typed is not saved.</p>
      <Button ref={keep} onClick={() => discardUnsaved(false)}>
        Keep editing
      </Button>
      <Button look="danger" onClick={() => discardUnsaved(true)}>
        Discard
      </Button>
    </footer>
  )
}
