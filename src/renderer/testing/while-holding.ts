/** A store of zustand, as far as markup that is drawn without a page reads it. */
interface Store<State extends object> {
  readonly getInitialState: () => State
}

/**
 * What `draw` makes while a store holds this: without a page a store is read as it was in the beginning, so that is changed for as long
 * as it is drawn.
 */
export function whileHolding<State extends object, Drawn>(
  store: Store<State>,
  patch: Partial<State>,
  draw: () => Drawn,
): Drawn {
  const state = store.getInitialState()
  const before = { ...state }
  Object.assign(state, patch)
  try {
    return draw()
  } finally {
    Object.assign(state, before)
  }
}
