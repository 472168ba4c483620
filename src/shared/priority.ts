import { z } from 'zod'

/**
 * When machines are given to a job: `first` takes every next batch, `background` takes what nobody else wants. Jobs of one priority share
 * machines in the order of the queue.
 */
export const Priority = z.enum(['first', 'normal', 'background'])
export type Priority = z.infer<typeof Priority>

export const PRIORITIES = Priority.options

/** The priority of something that was stored: what was written without one is normal. */
export const StoredPriority = Priority.default('normal')

/** 0 is served before 1. */
export const rankOf = (priority: Priority): number => PRIORITIES.indexOf(priority)

/** The priority closest to `own` that stands between two neighbours in the queue; undefined: there is none on that side. */
export function priorityBetween(
  before: Priority | undefined,
  own: Priority,
  after: Priority | undefined,
): Priority {
  const wanted = after !== undefined && rankOf(after) < rankOf(own) ? after : own
  return before !== undefined && rankOf(before) > rankOf(wanted) ? before : wanted
}
