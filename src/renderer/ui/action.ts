import type { LucideIcon } from 'lucide-react'
import { createElement } from 'react'
import type { MenuEntry } from './Menu.tsx'
import type { Shortcut } from './shortcuts.ts'

/**
 * Something a person can do with a subject (a job, a machine, the fleet), defined once. Menus, the palette and the keys take it from
 * here, and so do buttons that say no more than the menu does.
 */
export interface Action<Subject> {
  readonly name: (subject: Subject) => string
  /** the same where its subject is not in sight: "Pause job 31"; without it, the name will do */
  readonly fullName?: (subject: Subject) => string
  readonly icon: LucideIcon
  /** whether it is offered; without it, always */
  readonly fits?: (subject: Subject) => boolean
  /** whether it can be done now, else it is offered greyed; without it, always */
  readonly can?: (subject: Subject) => boolean
  /** it takes something away */
  readonly danger?: boolean
  readonly shortcut?: Shortcut
  readonly run: (subject: Subject) => void
}

/** A menu: actions, and the lines between groups of them. */
export type ActionMenu<Subject> = readonly (Action<Subject> | 'line')[]

/** The entries of a menu about a subject. Actions that do not fit it are left out, and lines that would divide nothing. */
export function menuEntries<Subject>(menu: ActionMenu<Subject>, subject: Subject): MenuEntry[] {
  const entries: MenuEntry[] = []
  let line = false
  for (const action of menu) {
    if (action === 'line') line = entries.length > 0
    else if (action.fits?.(subject) !== false) {
      if (line) entries.push({ kind: 'line' })
      line = false
      entries.push(entryOf(action, subject))
    }
  }
  return entries
}

const entryOf = <Subject>(action: Action<Subject>, subject: Subject): MenuEntry => ({
  label: action.name(subject),
  icon: createElement(action.icon),
  disabled: action.can?.(subject) === false,
  run: () => action.run(subject),
  ...(action.danger ? { danger: true } : {}),
  ...(action.shortcut ? { keys: action.shortcut.keys } : {}),
})

/** How an action is called where its subject is not in sight. */
export const fullName = <Subject>(action: Action<Subject>, subject: Subject): string =>
  (action.fullName ?? action.name)(subject)

/** Does an action if it fits and can be done now. Answers whether it did. */
export function tryAction<Subject>(action: Action<Subject>, subject: Subject): boolean {
  if (action.fits?.(subject) === false || action.can?.(subject) === false) return false
  action.run(subject)
  return true
}
