import { useEffect, useState } from 'react'

/** Whether the panel fills the screen, and what changes that. Left when the component goes. */
export function useFullScreen(): { readonly full: boolean; readonly toggle: () => void } {
  const [full, setFull] = useState(() => document.fullscreenElement !== null)
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', look)
    return () => {
      document.removeEventListener('fullscreenchange', look)
      leave()
    }
  }, [])
  return {
    full,
    // The whole page, so that menus and messages are seen as well.
    toggle: () => {
      if (document.fullscreenElement !== null) leave()
      else document.documentElement.requestFullscreen().catch(stays)
    },
  }
}

function leave(): void {
  if (document.fullscreenElement !== null) document.exitFullscreen().catch(stays)
}

/** The system refused: the window stays as it is, and that is to be seen. */
function stays(): void {}
