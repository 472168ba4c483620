import { ContextMenu, DropdownMenu } from 'radix-ui'
import { type ReactElement, type ReactNode, useEffect } from 'react'
import { cx } from './class-names.ts'
import floating from './floating.module.css'
import styles from './Menu.module.css'

export type MenuEntry =
  | {
      readonly kind?: 'item'
      readonly label: string
      /** the label is a name, the same in every language */
      readonly isName?: boolean
      readonly run: () => void
      readonly icon?: ReactNode
      /** as written on keys: "Ctrl C" */
      readonly keys?: string
      readonly danger?: boolean
      readonly disabled?: boolean
    }
  | {
      readonly kind: 'check'
      readonly label: string
      readonly checked: boolean
      readonly run: () => void
      readonly disabled?: boolean
    }
  | { readonly kind: 'line' }
  | { readonly kind: 'heading'; readonly label: string }

interface MenuProps {
  readonly trigger: ReactElement
  readonly entries: readonly MenuEntry[]
  readonly align?: 'start' | 'end'
  /** takes the focus when the menu has closed and answers true, or leaves it to the button */
  readonly takeFocus?: (() => boolean) | undefined
}

/** A menu under a button. */
export function Menu({ trigger, entries, align = 'end', takeFocus }: MenuProps) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={cx(floating.surface, styles.menu)}
          align={align}
          sideOffset={5}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            if (takeFocus?.()) event.preventDefault()
          }}
        >
          <KeepsFocus />
          <Entries entries={entries} parts={DropdownMenu} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

interface ContextualProps {
  /** what is right-clicked (or gets the menu key) */
  readonly children: ReactElement
  readonly entries: readonly MenuEntry[]
  /** e.g. while it is dragged: a long press is no wish for a menu then */
  readonly disabled?: boolean
}

/** The same menu on a right click, the menu key and Shift+F10. */
export function ContextualMenu({ children, entries, disabled = false }: ContextualProps) {
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger asChild disabled={disabled}>
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className={cx(floating.surface, styles.menu)} collisionPadding={8}>
          <KeepsFocus />
          <Entries entries={entries} parts={ContextMenu} />
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  )
}

/** While a menu is open the panel behind it takes no focus; it is hidden from reading aloud already. */
function KeepsFocus() {
  useEffect(() => {
    const panel = document.getElementById('panel')
    if (!panel) return
    // Not before the menu has the focus, and knows to whom to give it back.
    const frame = requestAnimationFrame(() => {
      panel.inert = true
    })
    return () => {
      cancelAnimationFrame(frame)
      panel.inert = false
    }
  }, [])
  return null
}

type Parts = Pick<typeof DropdownMenu, 'Item' | 'CheckboxItem' | 'ItemIndicator' | 'Separator' | 'Label'>

function Entries({ entries, parts }: { entries: readonly MenuEntry[]; parts: Parts | typeof ContextMenu }) {
  const { Item, CheckboxItem, ItemIndicator, Separator, Label } = parts as Parts
  let lines = 0
  return entries.map((entry) => {
    switch (entry.kind) {
      case 'line':
        return <Separator key={`line ${++lines}`} className={styles.line} />
      case 'heading':
        return (
          <Label key={entry.label} className={styles.heading}>
            {entry.label}
          </Label>
        )
      case 'check':
        return (
          <CheckboxItem
            key={entry.label}
            className={styles.item}
            checked={entry.checked}
            disabled={entry.disabled ?? false}
            onCheckedChange={entry.run}
          >
            <span className={styles.icon}>
              <ItemIndicator>✓</ItemIndicator>
            </span>
            {entry.label}
          </CheckboxItem>
        )
      default:
        return (
          <Item
            key={entry.label}
            className={cx(styles.item, entry.danger === true && styles.danger)}
            disabled={entry.disabled ?? false}
            onSelect={entry.run}
          >
            {entry.icon && <span className={styles.icon}>{entry.icon}</span>}
            {entry.isName ? <span translate="no">{entry.label}</span> : entry.label}
            {entry.keys && (
              <span className={styles.keys} translate="no">
                {entry.keys}
              </span>
            )}
          </Item>
        )
    }
  })
}
