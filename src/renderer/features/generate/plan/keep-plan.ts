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
  let again: ReturnType<typeof setInterval> | undefined
  const ask = async (request: GenerationRequest) => {
    const answer = await planOf(request)
    if (!ended)
      usePanel.setState(({ planPreview }) => ({ planPreview: withKeptObstacles(answer, planPreview) }))
  }
  // Whether the form is valid is looked at then, too: not with every key.
  const first = setTimeout(() => {
    const parsed = GenerationRequest.safeParse(form)
    if (!parsed.success) return
    void ask(parsed.data)
    // What is shown meanwhile is hardly older than what comes, so it does not count as stale.
    if (aJobRuns || parsed.data.mode === 'until')
      again = setInterval(() => void ask(parsed.data), ASK_AGAIN_MS)
  }, ASK_AFTER_MS)
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

/** An answer with the obstacles of the one before where they are the same: fields that say nothing new are not drawn anew with each plan. */
function withKeptObstacles(answer: PlanPreview, before: PlanPreview): PlanPreview {
  const kept = before.plan?.obstacles
  if (!answer.plan || !kept || JSON.stringify(kept) !== JSON.stringify(answer.plan.obstacles)) return answer
  return { ...answer, plan: { ...answer.plan, obstacles: kept } }
}

function becomeStale(): void {
  const { planPreview } = usePanel.getState()
  if (!planPreview.stale) usePanel.setState({ planPreview: { ...planPreview, stale: true } })
}
