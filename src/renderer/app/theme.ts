import { useEffect } from 'react'
import { usePanel } from '../state/panel-store.ts'

const LIGHT = '(prefers-color-scheme: light)'

/** Puts the theme on the page: the one of the settings, or the system's and its changes. */
export function useTheme(): void {
  const theme = usePanel((state) => state.settings.theme)
  useEffect(() => {
    const system = matchMedia(LIGHT)
    const apply = () => {
      document.documentElement.dataset.theme =
        theme === 'system' ? (system.matches ? 'light' : 'dark') : theme
    }
    apply()
    system.addEventListener('change', apply)
    return () => system.removeEventListener('change', apply)
  }, [theme])
}
