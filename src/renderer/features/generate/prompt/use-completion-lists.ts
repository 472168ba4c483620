import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { WildcardList } from '../../../../shared/wildcards.ts'
import { usePanel } from '../../../state/panel-store.ts'
import type { CompletionLists } from './completion/completion-lists.ts'

/** What prompts can be completed with, to be asked for whenever a list is shown. */
export function useCompletionLists(
  wildcards: readonly WildcardList[] | null,
  earlier: readonly string[],
): () => CompletionLists {
  const drawable = useMemo(() => wildcards?.filter(({ lines }) => lines > 0) ?? null, [wildcards])
  const newest = useRef({ earlier, drawable })
  useEffect(() => {
    newest.current = { earlier, drawable }
  })
  return useCallback(() => {
    const { offers, settings } = usePanel.getState()
    return {
      ...{ loras: offers.loras, embeddings: offers.embeddings },
      ...{ styles: offers.styles, ownStyles: settings.styles },
      ...{ wildcards: newest.current.drawable, earlier: newest.current.earlier },
    }
  }, [])
}
