import { Image, List, type LucideIcon, Server, Settings, WandSparkles } from 'lucide-react'
import type { MessageKey } from '../../shared/words/catalogue.ts'
import type { Route } from '../state/ui.ts'

/** Name and icon of each screen, as the rail, the palette and the shortcuts show them. */
export const SCREENS: Readonly<
  Record<Route, { name: MessageKey & `panel.screen.${string}`; icon: LucideIcon }>
> = {
  generate: { name: 'panel.screen.generate', icon: WandSparkles },
  workers: { name: 'panel.screen.workers', icon: Server },
  gallery: { name: 'panel.screen.gallery', icon: Image },
  queue: { name: 'panel.screen.queue', icon: List },
  settings: { name: 'panel.screen.settings', icon: Settings },
}
