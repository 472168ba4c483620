import { useCallback, useEffect, useRef, useState } from 'react'

interface OpenNextFrame {
  readonly isOpen: boolean
  /** With the next frame, until when `cancel` and `close` take it back. */
  readonly open: () => void
  readonly cancel: () => void
  readonly close: () => void
  /** Closes what is open, and leaves what is to open with the next frame. */
  readonly hide: () => void
}

/**
 * Something that opens with the next frame. Focus that moves with Tab scrolls what it leads to into sight, and that scrolling is told at the
 * beginning of the next frame: a tooltip that is open by then takes it for somebody's who looks elsewhere, and closes. What is not open yet has
 * nothing to close, so that nobody is told when the focus or the pointer goes on before the frame: whoever opens calls `close` or `cancel` then.
 */
export function useOpenNextFrame(): OpenNextFrame {
  const [isOpen, setIsOpen] = useState(false)
  const frame = useRef(0)
  const hide = useCallback(() => setIsOpen(false), [])
  const cancel = useCallback(() => cancelAnimationFrame(frame.current), [])
  const close = useCallback(() => {
    cancel()
    hide()
  }, [cancel, hide])
  const open = useCallback(() => {
    cancel()
    frame.current = requestAnimationFrame(() => setIsOpen(true))
  }, [cancel])
  useEffect(() => cancel, [cancel])
  return { isOpen, open, cancel, close, hide }
}
