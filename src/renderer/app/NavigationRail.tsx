import { say } from '../../shared/words/say.ts'
import { goTo } from '../state/navigation.ts'
import { usePanel } from '../state/panel-store.ts'
import { ROUTES } from '../state/ui.ts'
import { screenShortcut, spokenKeys } from '../ui/shortcuts.ts'
import { Tooltip } from '../ui/Tooltip.tsx'
import styles from './NavigationRail.module.css'
import { SCREENS } from './screens.ts'

/** The screens, left. Settings stands apart at the bottom. */
export function NavigationRail() {
  const current = usePanel((state) => state.route)
  return (
    <nav className={styles.rail} data-region="rail" aria-label={say('panel.screens')}>
      {ROUTES.map((route, position) => {
        const { name, icon: Icon } = SCREENS[route]
        const screen = say(name)
        const shortcut = screenShortcut(position)
        return (
          <Tooltip
            key={route}
            text={say('panel.screen-with-keys', { screen, keys: shortcut.keys })}
            side="right"
          >
            <button
              type="button"
              className={styles.item}
              aria-label={screen}
              data-landing={route === current || undefined}
              aria-current={route === current ? 'page' : undefined}
              aria-keyshortcuts={spokenKeys(shortcut)}
              onClick={() => goTo(route)}
            >
              <Icon aria-hidden="true" />
            </button>
          </Tooltip>
        )
      })}
    </nav>
  )
}
