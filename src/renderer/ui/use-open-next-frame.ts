import { useCallback, useEffect, useRef, useState } from 'react'

interface OpenNextFrame {
  readonly isOpen: boolean
  /** With the next frame, until when `close` takes it back. */
  readonly open: () => void
  readonly close: () => void
  /** Closes what is open, and leaves what is to open with the next frame. */
  readonly hide: () => void
}

/**
 * Something that opens with the next frame. Focus that moves with Tab scrolls what it leads to into sight, and that scrolling is told at the
 * beginning of the next frame: a tooltip that is open by then takes it for somebody's who looks elsewhere, and closes.
 */
export function useOpenNextFrame(): OpenNextFrame {
  const [isOpen, setIsOpen] = useState(false)
  const frame = useRef(0)
  const hide = useCallback(() => setIsOpen(false), [])
  const close = useCallback(() => {
    cancelAnimationFrame(frame.current)
    hide()
  }, [hide])
  const open = useCallback(() => {
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => setIsOpen(true))
  }, [])
  useEffect(() => () => cancelAnimationFrame(frame.current), [])
  return { isOpen, open, close, hide }
}
