import { useEffect } from 'react'
import { usePanel } from '../state/panel-store.ts'

const LIGHT = '(prefers-color-scheme: light)'

/** Puts the theme on the page: the one of the settings, or the system's and its changes. */
export function useTheme(): void {
  const theme = usePanel((state) => state.settings.theme)
  useEffect(() => {
    const system = matchMedia(LIGHT)
    const apply = () => {
      const { dataset } = document.documentElement
      const wanted = theme === 'system' ? (system.matches ? 'light' : 'dark') : theme
      if (dataset.theme === wanted) return
      dataset.theme = wanted
      // All at once: what otherwise fades to its colours would lag behind what does not.
      dataset.themeChanging = ''
      requestAnimationFrame(() => requestAnimationFrame(() => delete dataset.themeChanging))
    }
    apply()
    system.addEventListener('change', apply)
    return () => system.removeEventListener('change', apply)
  }, [theme])
}
