import { Tooltip } from 'radix-ui'
import { useEffect } from 'react'
import { connectPanel } from '../state/connect.ts'
import { rememberRoute } from '../state/navigation.ts'
import { usePanel } from '../state/panel-store.ts'
import { BootScreen } from './BootScreen.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Frame } from './Frame.tsx'
import { Toasts } from './Toasts.tsx'
import { useTheme } from './theme.ts'

/** The panel: connects to the main process, then draws the frame and the screen in it. */
export function App() {
  const connection = usePanel((state) => state.connection)
  useTheme()
  useEffect(() => {
    const stops = [connectPanel(), rememberRoute()]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  return (
    <ErrorBoundary where="panel">
      <Tooltip.Provider delayDuration={500}>
        {connection.at === 'ready' ? <Frame /> : <BootScreen connection={connection} />}
        <Toasts />
      </Tooltip.Provider>
    </ErrorBoundary>
  )
}
