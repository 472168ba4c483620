import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { say } from '../../../../shared/words/say.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { useClearEdge } from '../../../ui/use-clear-edge.ts'
import { useReachableScroll } from '../../../ui/use-reachable-scroll.ts'
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

const FOCUS_AFTER_MS = 40
/** as SideSheet.module.css says */
const WIDTH = 440

/**
 * A panel beside the board, which stays in use. Takes the focus when it opens and gives it back when it closes. What was typed and not saved is asked about at its bottom.
 */
export function SideSheet({ title, subtitle, toolbar, footer, children }: SideSheetProps) {
  const sheet = useRef<HTMLElement>(null)
  const body = useReachableScroll<HTMLDivElement>()
  const titleId = useId()
  const asked = useBoard(({ wanted }) => wanted !== null)
  useClearEdge('right', WIDTH)
  useEffect(() => {
    const before = document.activeElement
    // Later than a menu that opened it gives the focus back to its button.
    const timer = setTimeout(() => {
      // Somebody quick is already in a field of it: what is typed stays there.
      if (sheet.current?.contains(document.activeElement)) return
      const first = sheet.current?.querySelector<HTMLElement>('[data-autofocus]') ?? sheet.current
      first?.focus({ preventScroll: true })
    }, FOCUS_AFTER_MS)
    return () => {
      clearTimeout(timer)
      const lost = document.activeElement === null || document.activeElement === document.body
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <aside ref={sheet} data-region="details" className={styles.sheet} aria-labelledby={titleId} tabIndex={-1}>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h3 id={titleId} className={styles.title}>
            {title}
          </h3>
          {subtitle !== undefined && <p className={styles.subtitle}>{subtitle}</p>}
        </div>
        <IconButton label={say('panel.close')} icon={<X />} tooltip={false} onClick={() => openSheet(null)} />
      </header>
      {toolbar && <div className={styles.toolbar}>{toolbar}</div>}
      <div ref={body} className={styles.body}>
        {children}
      </div>
      {asked ? <UnsavedQuestion /> : footer && <footer className={styles.footer}>{footer}</footer>}
    </aside>
  )
}

function UnsavedQuestion() {
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => keep.current?.focus(), [])
  return (
    <footer className={styles.footer} role="alert">
      <p className={styles.question}>{say('workers.unsaved')}</p>
      <Button ref={keep} onClick={() => discardUnsaved(false)}>
        {say('workers.keep-editing')}
      </Button>
      <Button look="danger" onClick={() => discardUnsaved(true)}>
        {say('workers.discard')}
      </Button>
    </footer>
  )
}
