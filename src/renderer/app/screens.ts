import { Image, List, type LucideIcon, Server, Settings, WandSparkles } from 'lucide-react'
import type { Route } from '../state/ui.ts'

/** Name and icon of each screen, as the rail, the palette and the shortcuts show them. */
export const SCREEN_NAMES: Readonly<Record<Route, { name: string; icon: LucideIcon }>> = {
  generate: { name: 'Generate', icon: WandSparkles },
  workers: { name: 'Workers', icon: Server },
  gallery: { name: 'Gallery', icon: Image },
  queue: { name: 'Queue', icon: List },
  settings: { name: 'Settings', icon: Settings },
}
