import { goTo } from '../state/navigation.ts'
import { usePanel } from '../state/panel-store.ts'
import { ROUTES } from '../state/ui.ts'
import { Tooltip } from '../ui/Tooltip.tsx'
import styles from './NavigationRail.module.css'
import { SCREEN_NAMES } from './screens.ts'

/** The screens, left. Settings stands apart at the bottom. */
export function NavigationRail() {
  const current = usePanel((state) => state.route)
  return (
    <nav className={styles.rail} aria-label="Screens">
      {ROUTES.map((route, position) => {
        const { name, icon: Icon } = SCREEN_NAMES[route]
        return (
          <Tooltip key={route} text={`${name}  Ctrl ${position + 1}`} side="right">
            <button
              type="button"
              className={styles.item}
              aria-label={name}
              aria-current={route === current ? 'page' : undefined}
              aria-keyshortcuts={`Control+${position + 1}`}
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
