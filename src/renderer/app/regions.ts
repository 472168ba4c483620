/**
 * The parts of the window that F6 leads through: elements with `data-region`, in their order. Where a region has an element with
 * `data-landing`, the focus comes there first; later it comes back to where it was.
 */
const REGION = '[data-region]'
const RAIL = 'rail'
const TABBABLE = 'a[href], button, input, textarea, select, [tabindex="0"]'

const lastIn = new WeakMap<Element, HTMLElement>()

/** Remembers where the focus was in each region. Returns what ends it. */
export function rememberFocus(): () => void {
  const note = ({ target }: FocusEvent) => {
    const region = target instanceof HTMLElement ? target.closest(REGION) : null
    if (region && target instanceof HTMLElement) lastIn.set(region, target)
  }
  addEventListener('focusin', note)
  return () => removeEventListener('focusin', note)
}

/** Moves the focus to the next region, or the one before. Nothing while a dialog that must be answered is open. */
export function goToRegion(step: 1 | -1): void {
  const regions = regionsInReach()
  const inner = document.activeElement?.closest(REGION)
  const here = inner ? regions.indexOf(inner) : -1
  const start = here < 0 && step < 0 ? 0 : here
  const there = regions.at((start + step) % Math.max(1, regions.length))
  if (there instanceof HTMLElement) focusIn(there)
}

function regionsInReach(): Element[] {
  const drawn = [...document.querySelectorAll(REGION)].filter((region) => region.checkVisibility())
  const dialogs = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')]
  const dialog = dialogs.at(-1)
  if (dialog === undefined) return drawn
  // The viewer is a dialog that leaves the rail in reach; any other is answered first.
  const inside = drawn.filter((region) => dialog.contains(region))
  return inside.length === 0
    ? []
    : drawn.filter((region) => inside.includes(region) || region.matches(`[data-region="${RAIL}"]`))
}

function focusIn(region: HTMLElement): void {
  const last = lastIn.get(region)
  const target = last?.isConnected && last.checkVisibility() ? last : firstIn(region)
  if (target === region) region.tabIndex = -1
  target.focus()
}

function firstIn(region: HTMLElement): HTMLElement {
  const landing = region.querySelector('[data-landing]') ?? region
  const tabbable = [
    landing,
    ...landing.querySelectorAll(TABBABLE),
    ...region.querySelectorAll(TABBABLE),
  ].find(
    (element): element is HTMLElement =>
      element instanceof HTMLElement &&
      element !== region &&
      element.tabIndex >= 0 &&
      !element.matches(':disabled') &&
      element.closest(REGION) === region &&
      element.checkVisibility(),
  )
  return tabbable ?? region
}
