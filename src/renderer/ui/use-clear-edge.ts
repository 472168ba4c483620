import { useEffect } from 'react'

/**
 * Keeps toasts off an edge of the window for as long as a component is shown that has its buttons there. `pixels`: how far
 * from the edge they stay. One component at a time may hold an edge.
 */
export function useClearEdge(edge: 'right' | 'bottom', pixels: number): void {
  useEffect(() => {
    const { style } = document.documentElement
    style.setProperty(`--clear-${edge}`, `${pixels}px`)
    return () => void style.removeProperty(`--clear-${edge}`)
  }, [edge, pixels])
}
