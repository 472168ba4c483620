import { ChevronsUp, Equal, type LucideIcon, Moon } from 'lucide-react'
import type { Priority } from '../../shared/priority.ts'

/** The same in menus and on chips, so that a chip is recognised as what was chosen. */
export const PRIORITY_ICONS: Readonly<Record<Priority, LucideIcon>> = {
  first: ChevronsUp,
  normal: Equal,
  background: Moon,
}
