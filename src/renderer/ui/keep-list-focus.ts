/** Frames that a menu is waited for, whose entry has taken away what the menu belongs to: five seconds at 60 Hz, for a busy computer. */
const FRAMES = 300

/**
 * Keeps the focus in a list of things that can be renamed, removed or closed: where what had it goes, its own thing gets it, else the one that took
 * that one's place. A thing is marked by `data-item`; its first button gets the focus. Where none is left, what is marked by `data-add` does. `root`
 * has to outlast its things; as a `ref` it is told of it. Answers what ends it.
 */
export function keepListFocus(root: HTMLElement | null): (() => void) | undefined {
  if (root === null) return
  let last: { readonly element: Element; readonly item: HTMLElement; readonly at: number } | null = null
  const items = () => [...root.querySelectorAll<HTMLElement>('[data-item]')]
  const note = ({ target }: Event) => {
    if (!(target instanceof Element)) return
    const item = target.closest<HTMLElement>('[data-item]')
    if (item !== null && root.contains(item)) last = { element: target, item, at: items().indexOf(item) }
    // A menu of a thing stands elsewhere in the document.
    else if (target.closest('[role="menu"]') === null) last = null
  }
  const land = (frames: number): void => {
    if (last === null) return
    const active = document.activeElement
    if (active?.closest('[role="menu"]') && frames > 0) {
      requestAnimationFrame(() => land(frames - 1))
      return
    }
    // Where what had it goes, nothing has it, or the frame of a dialog or popover around.
    if (active !== null && !active.contains(root)) return
    const { item, at } = last
    const left = items()
    const heir = left.find((each) => each === item) ?? left[Math.min(Math.max(at, 0), left.length - 1)]
    const target = heir?.querySelector<HTMLElement>('button') ?? root.querySelector<HTMLElement>('[data-add]')
    target?.focus()
  }
  const gone = new MutationObserver(() => {
    if (last === null) return
    if (!last.element.isConnected) land(FRAMES)
    // Others came or went in front of it.
    else last = { ...last, at: items().indexOf(last.item) }
  })
  gone.observe(root, { childList: true, subtree: true })
  document.addEventListener('focusin', note)
  // A press beside everything takes the focus away on purpose.
  document.addEventListener('pointerdown', note)
  return () => {
    gone.disconnect()
    document.removeEventListener('focusin', note)
    document.removeEventListener('pointerdown', note)
  }
}
