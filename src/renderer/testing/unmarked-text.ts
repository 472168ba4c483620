import { MARKS } from '../../shared/words/language.ts'

/** Attributes whose text people read or hear. */
const READ = [
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
]

/**
 * Letters that need not come from the catalogue because they are the same in every language: symbols of units, and those of the field
 * (ipm: images per minute, it: iterations, as in "it/s").
 */
const UNITS: ReadonlySet<string> = new Set([
  's',
  'min',
  'h',
  'ms',
  'B',
  'kB',
  'MB',
  'GB',
  'TB',
  'px',
  'ipm',
  'it',
])

/**
 * The text of the page in the pseudo-language that does not come from the catalogue: what is drawn or read out, unless the element or one
 * around it carries `translate="no"` (names, prompts, paths and the like). Each entry: the text and where it stands.
 */
export function unmarkedText(): string[] {
  const found: string[] = []
  const look = (text: string | null, where: () => string) => {
    if (text !== null && isUnmarked(text)) found.push(`${JSON.stringify(text.trim())} at ${where()}`)
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement
    // What was typed is of people, whatever it says.
    if (element !== null && element.localName !== 'textarea' && counts(element) && element.checkVisibility())
      look(node.textContent, () => pathOf(element))
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (!counts(element)) continue
    for (const name of READ) look(element.getAttribute(name), () => `${pathOf(element)} [${name}]`)
  }
  return [...new Set(found)]
}

/** Makes the page what it is in English: takes the marks out of what is drawn or read out, until that is drawn anew. */
export function removeMarks(): void {
  const remove = (text: string | null, write: (left: string) => void) => {
    const left = MARKS.reduce((rest, mark) => rest.replaceAll(mark, ''), text ?? '')
    if (text !== null && left !== text) write(left)
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
    const text = node
    remove(text.data, (left) => text.replaceData(0, text.length, left))
  }
  for (const element of document.body.querySelectorAll('*'))
    for (const name of READ) remove(element.getAttribute(name), (left) => element.setAttribute(name, left))
}

/** Whether letters stand outside the marks that are no unit. */
function isUnmarked(text: string): boolean {
  let depth = 0
  let outside = ''
  for (const letter of text) {
    if (letter === MARKS[0]) depth++
    else if (letter === MARKS[1]) depth--
    outside += depth === 0 ? letter : ' '
  }
  return (outside.match(/[\p{L}\p{M}]+/gu) ?? []).some((word) => !UNITS.has(word))
}

const counts = (element: Element) => element.closest('[translate="no"], script, style') === null

/** The element and two around it, with the first class of each. */
function pathOf(element: Element): string {
  const path: string[] = []
  for (let at: Element | null = element; at !== null && path.length < 3; at = at.parentElement) {
    const [name] = at.classList
    path.unshift(name === undefined ? at.tagName.toLowerCase() : `${at.tagName.toLowerCase()}.${name}`)
  }
  return path.join(' > ')
}
