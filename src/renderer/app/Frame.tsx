import { GalleryScreen } from '../features/gallery/GalleryScreen.tsx'
import { GenerateScreen } from '../features/generate/GenerateScreen.tsx'
import { MaskPainter } from '../features/mask/MaskPainter.tsx'
import { QueueScreen } from '../features/queue/QueueScreen.tsx'
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx'
import { UpscaleDialog } from '../features/upscale/UpscaleDialog.tsx'
import { Viewer } from '../features/viewer/Viewer.tsx'
import { WelcomeScreen } from '../features/welcome/WelcomeScreen.tsx'
import { WorkersScreen } from '../features/workers/WorkersScreen.tsx'
import { usePanel } from '../state/panel-store.ts'
import type { Route } from '../state/ui.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import styles from './Frame.module.css'
import { NavigationRail } from './NavigationRail.tsx'
import { CommandPalette } from './palette/CommandPalette.tsx'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'
import { TitleBar } from './TitleBar.tsx'
import { useShortcuts } from './use-shortcuts.ts'

const COMPONENTS = {
  generate: GenerateScreen,
  workers: WorkersScreen,
  gallery: GalleryScreen,
  queue: QueueScreen,
  settings: SettingsScreen,
} as const satisfies Record<Route, () => unknown>

/** Title bar, navigation rail and the screen; before the first use, the welcome in their place. */
export function Frame() {
  const route = usePanel((state) => state.route)
  const welcomed = usePanel((state) => state.settings.welcomed)
  useShortcuts()
  const Screen = COMPONENTS[route]
  return (
    <div className={styles.frame}>
      <TitleBar />
      {welcomed ? (
        <>
          <NavigationRail />
          <main className={styles.screen}>
            <ErrorBoundary key={route} where={route}>
              <Screen />
            </ErrorBoundary>
          </main>
          <Viewer />
          <UpscaleDialog />
          <MaskPainter />
          <CommandPalette />
          <ConfirmDialog />
        </>
      ) : (
        <main className={styles.welcome}>
          <WelcomeScreen />
        </main>
      )}
      <ShortcutsDialog />
    </div>
  )
}
