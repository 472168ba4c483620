import { isFocusNowhere } from '../ui/focus-when-drawn.ts'

const FOCUSABLE = 'a[href], button, input, textarea, select, [tabindex="0"]'
/** What can hold the focus again: a part of the window, or what lies above it. Beyond it another screen was gone to. */
const AROUND = '[data-region], [role="dialog"]'
/** Its arrow keys lead to what Tab passes over. */
const TOOLBAR = '[role="toolbar"]'
/** Pictures of long lists look after it themselves: they go, too, when they are scrolled out of sight. */
const LOOKED_AFTER = '[data-place]'
/** Frames in which menus, dialogs and lists put it where they know better. */
const FRAMES = 3

/** What had the focus last, and what stood around it then. */
interface Held {
  readonly element: HTMLElement
  /** from the nearest outwards */
  readonly around: readonly Element[]
  /** what could be focused before it, in the order of the page */
  readonly before: readonly Element[]
}

/**
 * Keeps the focus where somebody works with the keys: where the button that had it goes or can be pressed no more (it removed its line, reset its
 * section, added the last there can be), what now stands in its place gets it, else what stood before it. Returns what ends it.
 */
export function keepFocus(): () => void {
  let held: Held | null = null
  let byKeys = false
  let waiting = false
  const isGone = () => held !== null && (!held.element.isConnected || held.element.matches(':disabled'))
  const note = ({ target }: FocusEvent) => {
    held = target instanceof HTMLElement && !target.closest(LOOKED_AFTER) ? hold(target) : null
  }
  const press = ({ key }: KeyboardEvent) => {
    byKeys = true
    // Letters remove nothing. Other things may have come in front of it since it got the focus.
    if (held?.element === document.activeElement && (key.length > 1 || key === ' ')) held = hold(held.element)
  }
  const point = () => {
    byKeys = false
    held = null
  }
  const land = () => {
    waiting = false
    if (held === null || !byKeys || !isGone() || !isNowhere(held)) return
    heirOf(held)?.focus()
  }
  const wait = (frames: number): void =>
    void requestAnimationFrame(() => (frames > 1 ? wait(frames - 1) : land()))
  const changed = new MutationObserver(() => {
    if (waiting || !isGone()) return
    waiting = true
    wait(FRAMES)
  })
  changed.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] })
  // On the way down: nobody below can keep it from this.
  document.addEventListener('focusin', note, true)
  document.addEventListener('keydown', press, true)
  document.addEventListener('pointerdown', point, true)
  document.addEventListener('wheel', point, { capture: true, passive: true })
  return () => {
    changed.disconnect()
    document.removeEventListener('focusin', note, true)
    document.removeEventListener('keydown', press, true)
    document.removeEventListener('pointerdown', point, true)
    document.removeEventListener('wheel', point, true)
  }
}

function hold(element: HTMLElement): Held {
  const around: Element[] = []
  for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) around.push(at)
  const all = [...document.querySelectorAll(FOCUSABLE)]
  return { element, around, before: all.slice(0, Math.max(0, all.indexOf(element))) }
}

/** Nothing has it, or the frame of what is around, which takes what is lost in it. */
function isNowhere({ around }: Held): boolean {
  return isFocusNowhere() || around.some((part) => part === document.activeElement)
}

/** What stands now where the element stood; null: nothing around it is left. */
function heirOf({ around, before }: Held): HTMLElement | null {
  for (const part of around) {
    if (!part.isConnected) continue
    if (!part.closest(AROUND)) return null
    const now = [...part.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((each) => isInReach(each, part))
    const at = now.findLastIndex((each) => before.includes(each))
    const heir = now[at + 1] ?? now[at]
    if (heir) return heir
  }
  return null
}

const isInReach = (element: HTMLElement, from: Element): boolean =>
  (element.tabIndex >= 0 || from.closest(TOOLBAR) !== null) &&
  !element.matches(':disabled') &&
  element.checkVisibility()
