import { type RefObject, useEffect, useRef } from 'react'

/** Listens to the wheel over an element; the page does not scroll under it. React would listen passively. */
export function useWheel(
  element: RefObject<HTMLElement | null>,
  turned: (event: WheelEvent, element: HTMLElement) => void,
): void {
  const latest = useRef(turned)
  latest.current = turned
  useEffect(() => {
    const target = element.current
    if (!target) return
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      latest.current(event, target)
    }
    target.addEventListener('wheel', wheel, { passive: false })
    return () => target.removeEventListener('wheel', wheel)
  }, [element])
}

/** Where an event is in an element, px from its middle. */
export function fromMiddle(
  { clientX, clientY }: Pick<MouseEvent, 'clientX' | 'clientY'>,
  element: HTMLElement,
): { x: number; y: number } {
  const box = element.getBoundingClientRect()
  return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 }
}
