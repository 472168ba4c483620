import { useEffect } from 'react'
import { create } from 'zustand'
import type { WildcardList } from '../../shared/wildcards.ts'
import { call } from './call.ts'

/** The lists of the wildcard folder; null: not read yet, or they cannot be. */
const useLists = create<{ readonly lists: readonly WildcardList[] | null }>(() => ({ lists: null }))

async function readWildcards(): Promise<void> {
  try {
    useLists.setState({ lists: (await call('listWildcards', {})).lists })
  } catch {
    // Without the list nothing is said about wildcards; they are drawn all the same.
    useLists.setState({ lists: null })
  }
}

/** The lists there are, read again whenever the window is come back to: they are edited in other programs. */
export function useWildcards(): readonly WildcardList[] | null {
  useEffect(() => {
    const read = () => void readWildcards()
    read()
    window.addEventListener('focus', read)
    return () => window.removeEventListener('focus', read)
  }, [])
  return useLists(({ lists }) => lists)
}
