import { Accessibility, AutoScroller, Cursor, Feedback, PreventSelection } from '@dnd-kit/dom'
import { KeyboardSensor, PointerSensor } from '@dnd-kit/react'

/**
 * A thing is lifted by its grip at once, anywhere else on it after a few pixels (so that a click stays a click), by touch
 * after a moment (so that a swipe still scrolls), and by keyboard from its grip.
 */
export const SENSORS = [
  PointerSensor.configure({
    activatorElements: (source) => [source.element, source.handle],
    preventActivation: ({ target }) =>
      target instanceof Element && target.closest('[data-no-drag], input') !== null,
  }),
  KeyboardSensor,
]

/**
 * The announcements are our own: they follow the list as it is drawn, not the event before it. `instructions`: read with
 * every grip. The result must stay the same while a list is drawn.
 */
export const dragPlugins = (instructions: string) => [
  Accessibility.configure({
    screenReaderInstructions: { draggable: instructions },
    announcements: { dragstart: () => undefined, dragend: () => undefined },
  }),
  AutoScroller,
  Cursor,
  Feedback.configure({ dropAnimation: { duration: 120, easing: 'cubic-bezier(0.2, 0, 0, 1)' } }),
  PreventSelection,
]
