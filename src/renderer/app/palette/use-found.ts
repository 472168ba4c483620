import { useEffect, useState } from 'react'
import { call } from '../../state/call.ts'
import { usePanel } from '../../state/panel-store.ts'
import { problemFrom } from '../../state/problem-error.ts'
import type { EntryList } from './entry.ts'
import { pictureEntries, promptEntries } from './found-entries.ts'

/** ms after the last key until the main process is asked. */
const ASK_AFTER_MS = 150
/** letters that are worth a search */
const LEAST = 2
/** of each kind */
const SHOWN = 5

interface Found {
  readonly lists: readonly EntryList[]
  readonly searching: boolean
  /** the main process could not be asked */
  readonly failed: boolean
}

const NOTHING: Found = { lists: [], searching: false, failed: false }

/** Prompts and pictures that have the words typed, asked for a moment after the last key. What was found stays until then. */
export function useFound(typed: string): Found {
  const [found, setFound] = useState<Found>(NOTHING)
  const text = typed.trim().slice(0, 500)
  useEffect(() => {
    if (text.length < LEAST) return setFound(NOTHING)
    let ended = false
    setFound((before) => ({ ...before, searching: true }))
    const ask = async () => {
      const answer = await search(text)
      if (!ended) setFound(answer)
    }
    const timer = setTimeout(() => void ask(), ASK_AFTER_MS)
    return () => {
      ended = true
      clearTimeout(timer)
    }
  }, [text])
  return found
}

async function search(text: string): Promise<Found> {
  try {
    const [{ images }, { jobs }] = await Promise.all([
      call('listImages', { query: { text, limit: SHOWN } }),
      call('listHistory', { text }),
    ])
    const prompts = promptEntries(text, usePanel.getState(), jobs).slice(0, SHOWN)
    return {
      lists: [
        { group: 'panel.commands.prompts', entries: prompts },
        { group: 'panel.commands.found-pictures', entries: pictureEntries(images) },
      ],
      searching: false,
      failed: false,
    }
  } catch (error) {
    console.error(problemFrom(error))
    return { ...NOTHING, failed: true }
  }
}
