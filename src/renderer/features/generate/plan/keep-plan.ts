import { GenerationRequest } from '../../../../shared/generation.ts'
import { call } from '../../../state/call.ts'
import { usePanel } from '../../../state/panel-store.ts'
import type { PlanPreview } from '../../../state/plan-preview.ts'
import { problemFrom } from '../../../state/problem-error.ts'

const ASK_AFTER_MS = 150
/** While a job runs, when its machines are free changes all the time; how much time is left until a moment does, too. */
const ASK_AGAIN_MS = 2000

/**
 * Asks for the plan of a form, a moment from now; while a job runs, or where a time is what ends it, again and again. Returns what ends that: from then on the plan in
 * the store counts as stale, because nobody keeps it true, and an answer that is still on its way is dropped.
 */
export function keepPlan(form: GenerationRequest, aJobRuns: boolean): () => void {
  let ended = false
  const parsed = GenerationRequest.safeParse(form)
  if (!parsed.success) return becomeStale
  const ask = async () => {
    const answer = await planOf(parsed.data)
    if (!ended) usePanel.setState({ planPreview: answer })
  }
  const first = setTimeout(() => void ask(), ASK_AFTER_MS)
  // What is shown meanwhile is hardly older than what comes, so it does not count as stale.
  const changes = aJobRuns || parsed.data.mode === 'until'
  const again = changes ? setInterval(() => void ask(), ASK_AGAIN_MS) : undefined
  return () => {
    ended = true
    clearTimeout(first)
    clearInterval(again)
    becomeStale()
  }
}

async function planOf(request: GenerationRequest): Promise<PlanPreview> {
  try {
    return { plan: await call('planPreview', { request }), stale: false, problem: null }
  } catch (error) {
    return { plan: null, stale: false, problem: problemFrom(error) }
  }
}

function becomeStale(): void {
  const { planPreview } = usePanel.getState()
  if (!planPreview.stale) usePanel.setState({ planPreview: { ...planPreview, stale: true } })
}
