import { type RefObject, useEffect } from 'react'
import { cutEdges } from './scroll-edges.ts'

/**
 * Marks which edges of a scroller cut something off, as `data-above` and `data-below`; ScrollEdges.module.css fades what is there.
 * `drawn`: whether the scroller is on the screen.
 */
export function useScrollEdges(scroller: RefObject<HTMLElement | null>, drawn = true): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a scroller that comes later is another element in the same ref
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => {
      const { above, below } = cutEdges(element)
      element.toggleAttribute('data-above', above)
      element.toggleAttribute('data-below', below)
    }
    const sizes = new ResizeObserver(look)
    const observe = () => {
      sizes.disconnect()
      sizes.observe(element)
      for (const child of element.children) sizes.observe(child)
    }
    const contents = new MutationObserver(observe)
    contents.observe(element, { childList: true })
    observe()
    element.addEventListener('scroll', look, { passive: true })
    look()
    return () => {
      contents.disconnect()
      sizes.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller, drawn])
}
