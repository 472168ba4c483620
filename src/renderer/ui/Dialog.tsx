import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { say } from '../../shared/words/say.ts'
import { cx } from './class-names.ts'
import styles from './Dialog.module.css'
import floating from './floating.module.css'
import { IconButton } from './IconButton.tsx'
import { leaveOwnEscape } from './own-escape.ts'
import edges from './ScrollEdges.module.css'
import { useOpener } from './use-opener.ts'
import { useReachableScroll } from './use-reachable-scroll.ts'
import { useScrollEdges } from './use-scroll-edges.ts'

interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  /** one sentence under the title */
  readonly description?: string
  /** px, or a length of CSS */
  readonly width?: number | string
  /** `sheet`: along the right edge, for forms that are filled in beside the screen; `top`: its top stays in place, for what gets higher as it is filled in */
  readonly look?: 'centre' | 'top' | 'sheet'
  /** in sight above the buttons, wherever the rest is scrolled to */
  readonly outcome?: ReactNode
  /** buttons at the bottom, the main one last */
  readonly footer?: ReactNode
  /** before the focus goes back to where it was; `preventDefault` keeps it from that */
  readonly onCloseAutoFocus?: (event: Event) => void
  readonly children: ReactNode
}

/** A dialog, for the few things that need all attention. Traps focus, closes with Escape. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  width = 520,
  look = 'centre',
  outcome,
  footer,
  onCloseAutoFocus,
  children,
}: DialogProps) {
  const opener = useOpener(open)
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.scrim} />
        <Radix.Content
          className={cx(floating.surface, styles.dialog, styles[look])}
          style={{ width }}
          onOpenAutoFocus={takeFocus}
          onEscapeKeyDown={leaveOwnEscape}
          onCloseAutoFocus={
            onCloseAutoFocus ??
            ((event) => {
              if (!opener.current?.isConnected) return
              event.preventDefault()
              opener.current.focus()
            })
          }
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <header className={styles.header}>
            <div>
              <Radix.Title className={styles.title}>{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className={styles.description}>{description}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton label={say('panel.close')} icon={<X />} tooltip={false} />
            </Radix.Close>
          </header>
          <Body>{children}</Body>
          {outcome && <div className={styles.outcome}>{outcome}</div>}
          {footer && (
            <footer className={styles.footer} data-footer>
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

const FIELD = ['input:not([hidden], :disabled)', 'textarea:not(:disabled)', 'button[role]:not(:disabled)']

/** Begins with what the dialog is for, not with the cross that stands first: what is marked, else the first field, else the first answer. */
function takeFocus(event: Event): void {
  const dialog = event.currentTarget
  if (!(dialog instanceof HTMLElement)) return
  const first = (selector: string) => dialog.querySelector<HTMLElement>(selector)
  const target =
    first('[data-autofocus]:not(:disabled)') ??
    first(FIELD.join()) ??
    first('[data-footer] button:not(:disabled)')
  if (target === null) return
  event.preventDefault()
  target.focus()
}

function Body({ children }: { children: ReactNode }) {
  const body = useReachableScroll<HTMLDivElement>()
  useScrollEdges(body)
  return (
    <div ref={body} className={cx(styles.body, edges.edges)}>
      {children}
    </div>
  )
}
