import { useEffect, useRef } from 'react'

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), textarea, [tabindex="0"]'

/**
 * For what may scroll: Tab reaches it, and the arrow keys then scroll it, while there is more of it than is in sight and
 * nothing in it takes the focus.
 */
export function useReachableScroll<Scroller extends HTMLElement>() {
  const scroller = useRef<Scroller>(null)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => {
      const overflows =
        element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth
      if (overflows && element.querySelector(FOCUSABLE) === null) element.tabIndex = 0
      else element.removeAttribute('tabindex')
    }
    const sizes = new ResizeObserver(look)
    const contents = new MutationObserver(look)
    sizes.observe(element)
    contents.observe(element, { childList: true, subtree: true })
    look()
    return () => {
      sizes.disconnect()
      contents.disconnect()
    }
  }, [])
  return scroller
}
