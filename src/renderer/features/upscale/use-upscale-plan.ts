import { useEffect, useState } from 'react'
import type { GenerationRequest } from '../../../shared/generation.ts'
import type { Plan } from '../../../shared/plan.ts'
import type { Problem } from '../../../shared/problem.ts'
import { call } from '../../state/call.ts'
import { problemFrom } from '../../state/problem-error.ts'

interface UpscalePlan {
  readonly plan: Plan | null
  readonly problem: Problem | null
}

const NONE: UpscalePlan = { plan: null, problem: null }
const ASK_AFTER_MS = 150

/** How a request would be dealt out, asked anew whenever it changes; null: there is nothing to ask for. */
export function useUpscalePlan(request: GenerationRequest | null): UpscalePlan {
  const [answer, setAnswer] = useState(NONE)
  const key = JSON.stringify(request)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the request
  useEffect(() => {
    if (request === null) {
      setAnswer(NONE)
      return
    }
    let ended = false
    const timer = setTimeout(() => {
      call('planPreview', { request }).then(
        (plan) => ended || setAnswer({ plan, problem: null }),
        (error: unknown) => ended || setAnswer({ plan: null, problem: problemFrom(error) }),
      )
    }, ASK_AFTER_MS)
    return () => {
      ended = true
      clearTimeout(timer)
    }
  }, [key])
  return answer
}
