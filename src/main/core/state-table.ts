/** From each state, by each event, to the next one. What a table does not hold cannot happen. */
export type StateTable<State extends string, Event extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Event, State>>>>
>

/** A move that a table does not hold: a bug somewhere. */
export class IllegalMove extends Error {
  /** `what`: whose state it is, with its article: "a job" */
  constructor(what: string, state: string, event: string) {
    super(`${what} that is ${state} cannot take "${event}"`)
    this.name = 'IllegalMove'
  }
}

/** What becomes of a move that a table does not hold: it is refused in any case. Tests throw, the app tells. */
export type OnIllegalMove = (error: IllegalMove) => void

/** The state after an event. Throws IllegalMove for anything the table does not hold. */
export function moved<State extends string, Event extends string>(
  what: string,
  table: StateTable<State, Event>,
  state: State,
  event: Event,
): State {
  const next = table[state][event]
  if (next === undefined) throw new IllegalMove(what, state, event)
  return next
}

/** As `next`, but where that throws IllegalMove, `state` stays as it is and `onIllegalMove` is told. */
export function movedOrSame<State>(state: State, next: () => State, onIllegalMove: OnIllegalMove): State {
  try {
    return next()
  } catch (error) {
    if (!(error instanceof IllegalMove)) throw error
    onIllegalMove(error)
    return state
  }
}
