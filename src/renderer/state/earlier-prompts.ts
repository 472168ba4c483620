import { useEffect, useMemo } from 'react'
import { create } from 'zustand'
import { call } from './call.ts'
import { usePanel } from './panel-store.ts'

/** Prompts of jobs that are over, and the version of the history they were read of. */
interface Past {
  readonly prompt: readonly string[]
  readonly negativePrompt: readonly string[]
  readonly version: number
}
const usePast = create<Past>(() => ({ prompt: [], negativePrompt: [], version: -1 }))

async function readPrompts(version: number): Promise<void> {
  if (usePast.getState().version === version) return
  usePast.setState({ version })
  try {
    const { prompts, negativePrompts } = await call('listPrompts', {})
    usePast.setState({ prompt: prompts, negativePrompt: negativePrompts })
  } catch {
    // Those of the jobs of this session are there all the same.
  }
}

/** The prompts of jobs, or their negative ones, each once, newest first: those of this session, then those of the history. */
export function useEarlierPrompts(which: 'prompt' | 'negativePrompt' = 'prompt'): readonly string[] {
  const version = usePanel((state) => state.historyVersion)
  const order = usePanel((state) => state.jobOrder)
  const past = usePast((kept) => kept[which])
  useEffect(() => void readPrompts(version), [version])
  return useMemo(() => {
    const { jobsById } = usePanel.getState()
    const newest = order.flatMap((id) => jobsById[id]?.request[which] ?? []).reverse()
    return [...new Set([...newest, ...past])].filter((prompt) => prompt.trim() !== '')
  }, [order, past, which])
}
