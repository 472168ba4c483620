import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

interface Place {
  readonly top: number
  readonly left: number
}

/** Where each was scrolled to, px, while the window is open. */
const places = new Map<string, Place>()

/** What a person does that moves the view: from then on it is theirs. */
const MOVES = ['wheel', 'pointerdown', 'keydown'] as const

/**
 * Keeps where an element is scrolled to, so that leaving a screen and coming back finds it there. `subject`: what is looked at; another one
 * begins where it begins, null is not kept. Answers whether there was a place to come back to when it was drawn first. What is in the element may grow until the place
 * can be reached.
 */
export function useKeptScroll(ref: RefObject<HTMLElement | null>, subject: string | null): boolean {
  const [came] = useState(() => subject !== null && places.has(subject))
  const first = useRef<string | null>(null)
  const coming = useRef<Place | null>(null)
  useLayoutEffect(() => {
    if (first.current === null && subject !== null) {
      first.current = subject
      coming.current = places.get(subject) ?? null
    }
    const [element, place] = [ref.current, coming.current]
    if (element === null || place === null) return
    if (subject !== first.current) coming.current = null
    else if (canReach(element, place)) {
      coming.current = null
      element.scrollTo(place)
    }
  })
  useEffect(() => {
    const element = ref.current
    if (element === null || subject === null) return
    const moved = () => {
      coming.current = null
    }
    const scrolled = () => {
      if (coming.current === null) places.set(subject, { top: element.scrollTop, left: element.scrollLeft })
    }
    element.addEventListener('scroll', scrolled, { passive: true })
    for (const move of MOVES) element.addEventListener(move, moved, { passive: true })
    return () => {
      element.removeEventListener('scroll', scrolled)
      for (const move of MOVES) element.removeEventListener(move, moved)
    }
  }, [ref, subject])
  return came
}

/** Half a px is rounding. */
const canReach = (
  { scrollHeight, clientHeight, scrollWidth, clientWidth }: HTMLElement,
  { top, left }: Place,
) => scrollHeight - clientHeight >= top - 0.5 && scrollWidth - clientWidth >= left - 0.5
