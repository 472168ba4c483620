import type { MessageKey } from '../../../../shared/words/catalogue.ts'
import { say } from '../../../../shared/words/say.ts'
import type { Lane } from '../../../../shared/worker.ts'

/** What a lane is called. */
export const laneName = (lane: Lane): string => say(`workers.lane.${lane}` satisfies MessageKey)

/** What its machines do. */
export const laneMeaning = (lane: Lane): string => say(`workers.lane.${lane}.meaning` satisfies MessageKey)

/** What dropping a card here will do; `from`: the lane it came from. */
export const dropWords = (name: string, from: Lane, to: Lane): string =>
  say(from === to ? 'workers.drop.same' : `workers.drop.${to}`, { name })

/** What was done, for toasts. */
export const movedWords = (name: string, from: Lane, to: Lane): string =>
  say(from === to ? 'workers.moved.same' : `workers.moved.${to}`, { name })
