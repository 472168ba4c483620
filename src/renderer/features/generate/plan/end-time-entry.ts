import { EndTime, MINUTES_OF_DAY } from '../../../../shared/end-time.ts'
import { DEFAULT_REQUEST, GenerationRequest, type PlanningMode } from '../../../../shared/generation.ts'
import { LIMITS } from '../../../../shared/limits.ts'

/** What stands in the form while nothing that is a time was typed. */
export const NO_TIME: EndTime = { by: 'duration', seconds: Number.NaN, at: null }

/** So many minutes later, on the grid of those minutes; a time of the day goes round at midnight. Without a time, the default one. */
export function steppedEndTime(time: EndTime, minutes: number): EndTime {
  if (!EndTime.safeParse(time).success || time.by === 'never') return DEFAULT_REQUEST.until
  if (time.by === 'clock') {
    const next = onGrid(time.minutes, minutes)
    return { ...time, minutes: (next + MINUTES_OF_DAY) % MINUTES_OF_DAY }
  }
  const { max } = LIMITS.duration
  const step = Math.abs(minutes) * 60
  return { ...time, seconds: Math.min(max, Math.max(step, onGrid(time.seconds, minutes * 60))) }
}

/** The next multiple of the step beyond the value, down where the step is negative. */
const onGrid = (value: number, step: number): number => (Math.floor(value / step) + 1) * step

/**
 * The form in another mode. What stands in a field that the mode does not show must not keep the form from being sent: where it is not
 * valid, it becomes the default.
 */
export function inMode(
  { images, until }: Pick<GenerationRequest, 'images' | 'until'>,
  mode: PlanningMode,
): Partial<GenerationRequest> {
  const { shape } = GenerationRequest
  if (mode === 'until')
    return shape.images.safeParse(images).success ? { mode } : { mode, images: DEFAULT_REQUEST.images }
  return shape.until.safeParse(until).success ? { mode } : { mode, until: DEFAULT_REQUEST.until }
}
