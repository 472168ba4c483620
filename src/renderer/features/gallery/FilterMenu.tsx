import { ChevronDown, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Menu, type MenuEntry } from '../../ui/Menu.tsx'
import styles from './FilterMenu.module.css'

interface FilterMenuProps {
  readonly label: string
  /** what is chosen; null: all */
  readonly chosen: ReactNode
  /** read aloud where something is chosen */
  readonly spoken: string | null
  /** the name of all of them, as the menu has it: what the clearing button goes back to */
  readonly all: string
  readonly onClear: () => void
  readonly entries: readonly MenuEntry[]
  readonly onOpen?: () => void
  /** as of a Menu */
  readonly takeFocus?: () => boolean
}

/** A filter with its menu. While something is chosen it says what, with a button that takes the choice back. */
export function FilterMenu({
  label,
  chosen,
  spoken,
  all,
  onClear,
  entries,
  onOpen,
  takeFocus,
}: FilterMenuProps) {
  return (
    <div className={styles.filter} data-chosen={spoken !== null || undefined}>
      <Menu
        align="start"
        takeFocus={takeFocus}
        trigger={
          <button
            type="button"
            className={styles.open}
            aria-label={spoken ?? label}
            onPointerEnter={onOpen}
            onFocus={onOpen}
          >
            <span>{chosen ?? label}</span>
            {spoken === null && <ChevronDown aria-hidden="true" />}
          </button>
        }
        entries={entries}
      />
      {spoken !== null && (
        <button
          type="button"
          className={styles.clear}
          aria-label={all}
          title={all}
          onClick={(event) => {
            // The button goes away: the focus stays on the filter.
            event.currentTarget.parentElement?.querySelector('button')?.focus()
            onClear()
          }}
        >
          <X aria-hidden="true" />
        </button>
      )}
    </div>
  )
}
