import type { Page } from 'playwright'

// What the page has; the specs are not compiled with the DOM's types.
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}
interface Element {
  readonly parentElement: Element | null
  readonly isConnected: boolean
  readonly tagName: string
  readonly clientWidth: number
  readonly clientHeight: number
  readonly scrollWidth: number
  readonly scrollHeight: number
  readonly scrollLeft: number
  readonly scrollTop: number
  readonly textContent: string
  getAttribute(name: string): string | null
  matches(selector: string): boolean
  closest(selector: string): Element | null
  contains(other: Element | null): boolean
  getBoundingClientRect(): Box
  checkVisibility(options: object): boolean
  scrollIntoView(options: object): void
}
interface Style {
  readonly position: string
  readonly overflowX: string
  readonly overflowY: string
  readonly transform: string
  readonly pointerEvents: string
}
declare const document: {
  readonly documentElement: Element
  readonly body: Element
  querySelectorAll(selector: string): Iterable<Element>
  elementFromPoint(x: number, y: number): Element | null
}
declare const getComputedStyle: (element: Element) => Style
declare const innerWidth: number
declare const innerHeight: number

/**
 * What a person cannot get at in the page as it is drawn, a line each: controls that lie outside what scrolling brings into
 * sight, or that something covers for good once they are in sight; and a page that is wider or higher than its window.
 */
export const outOfReach = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const CONTROLS =
      'button, a[href], input, textarea, select, [role="button"], [role="slider"], [role="switch"], [role="option"], [role="menuitem"], [tabindex="0"]'
    /** px: borders, shadows of half a pixel */
    const SLACK = 1.5
    const found: string[] = []
    const named = (element: Element) =>
      `${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)}"`
    const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll'

    for (const element of [document.documentElement, document.body]) {
      if (element.scrollWidth > innerWidth) found.push(`the page is ${element.scrollWidth} px wide`)
      if (element.scrollHeight > innerHeight) found.push(`the page is ${element.scrollHeight} px high`)
    }

    /** Where the element lies outside of what shows it, once everything was scrolled as far as needed. */
    const cut = (element: Element): string | null => {
      let { left, top, right, bottom } = element.getBoundingClientRect()
      let { position } = getComputedStyle(element)
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
        const style = getComputedStyle(at)
        const holds = style.position !== 'static' || style.transform !== 'none'
        if (position === 'fixed' && style.transform === 'none') continue
        if (position === 'absolute' && !holds) continue
        position = style.position
        const box = at.getBoundingClientRect()
        if (scrolls(style.overflowX)) {
          const start = box.left - at.scrollLeft
          if (left < start - SLACK || right > start + Math.max(at.scrollWidth, box.right - box.left) + SLACK)
            return `beside what scrolls in ${named(at)}`
          ;[left, right] = [Math.max(left, box.left), Math.min(right, box.right)]
          if (right <= left) [left, right] = [box.left, box.right]
        } else if (style.overflowX !== 'visible' && (left < box.left - SLACK || right > box.right + SLACK))
          return `cut at a side of ${named(at)}`
        if (scrolls(style.overflowY)) {
          const start = box.top - at.scrollTop
          if (top < start - SLACK || bottom > start + Math.max(at.scrollHeight, box.bottom - box.top) + SLACK)
            return `above or below what scrolls in ${named(at)}`
          ;[top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)]
          if (bottom <= top) [top, bottom] = [box.top, box.bottom]
        } else if (style.overflowY !== 'visible' && (top < box.top - SLACK || bottom > box.bottom + SLACK))
          return `cut above or below in ${named(at)}`
      }
      if (left < -SLACK || right > innerWidth + SLACK) return 'beside the window'
      if (top < -SLACK || bottom > innerHeight + SLACK) return 'above or below the window'
      return null
    }

    /** What lies above the rest for a while: it is closed by Escape or by itself. */
    const ABOVE =
      '[role="dialog"], [role="menu"], [role="listbox"], [role="toolbar"], aside, [data-region="details"], [data-radix-popper-content-wrapper], [data-sonner-toaster]'
    /** What lies on its middle when it was scrolled into sight, if that is something else. */
    const coveredBy = (element: Element): Element | null => {
      element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      const { left, top, right, bottom } = element.getBoundingClientRect()
      const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
      const label = at?.closest('label')
      const same = at === null || element.contains(at) || at.contains(element) || label?.contains(element)
      return same || at.closest(ABOVE) ? null : at
    }

    const controls = [...document.querySelectorAll(CONTROLS)].filter(
      (element) =>
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        !element.closest('[aria-hidden="true"], [inert], [hidden]') &&
        !element.matches('[data-radix-focus-guard]') &&
        element.getBoundingClientRect().right - element.getBoundingClientRect().left > 2,
    )
    for (const element of controls) {
      if (!element.isConnected) continue
      const outside = cut(element)
      if (outside !== null) found.push(`${named(element)}: ${outside}`)
      else if (getComputedStyle(element).pointerEvents !== 'none') {
        const cover = coveredBy(element)
        if (cover !== null) found.push(`${named(element)}: under ${named(cover)}`)
      }
    }
    return [...new Set(found)]
  })
