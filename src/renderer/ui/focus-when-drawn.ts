/**
 * Frames that an element is waited for, a second at 60 Hz. A list that was scrolled draws what is asked for with the next frame; on a busy
 * machine, or where pictures must be read first, with one of the later ones.
 */
const FRAMES = 60

/** The focus is on nothing: what had it is gone, or a press beside everything took it away. */
export const isFocusNowhere = (): boolean =>
  document.activeElement === null || document.activeElement === document.body

type Find = () => HTMLElement | null | undefined

let waiting: AbortController | null = null

/**
 * Focuses what `find` finds: at once where it can be, so that keys pressed in quick succession start from where the last one led; else
 * with the first frame that has it, for about a second. Whoever asks next, a press of the pointer and Tab end the wait: the focus
 * is wanted elsewhere then.
 */
export function focusWhenDrawn(find: Find, options?: FocusOptions): void {
  waiting?.abort()
  const drawn = find()
  if (drawn) drawn.focus(options)
  else waitFor(find, options)
}

function waitFor(find: Find, options: FocusOptions | undefined): void {
  const wait = new AbortController()
  const { signal } = wait
  waiting = wait
  const listen = { capture: true, signal }
  document.addEventListener('pointerdown', () => wait.abort(), listen)
  document.addEventListener('keydown', ({ key }) => key === 'Tab' && wait.abort(), listen)
  const look = (frames: number): void => {
    if (signal.aborted) return
    const found = find()
    if (!found && frames > 0) {
      requestAnimationFrame(() => look(frames - 1))
      return
    }
    wait.abort()
    found?.focus(options)
  }
  requestAnimationFrame(() => look(FRAMES - 1))
}
