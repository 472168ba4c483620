import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

/** A store of zustand, as far as markup that is drawn without a page reads it. */
interface Store<State extends object> {
  readonly getInitialState: () => State
}

/** Markup of what is drawn while a store holds this: without a page a store is read as it was in the beginning. */
export function drawnWith<State extends object>(
  store: Store<State>,
  patch: Partial<State>,
  node: ReactNode,
): string {
  const state = store.getInitialState()
  const before = { ...state }
  Object.assign(state, patch)
  try {
    return renderToStaticMarkup(node)
  } finally {
    Object.assign(state, before)
  }
}
