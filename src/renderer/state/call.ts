import type { CallName, CallRequest, CallResponse, CallResult, TributaryApi } from '../../shared/contract.ts'
import { reason } from '../../shared/words/catalogue.ts'
import { ProblemError, problemFrom } from './problem-error.ts'
import { showProblem } from './toasts.ts'

declare global {
  interface Window {
    /** as the preload script exposes it; absent only when the page was opened in a browser by mistake */
    readonly tributary?: TributaryApi
  }
}

/** The main process as this page sees it. Throws when the page runs without it. */
export function tributary(): TributaryApi {
  const api = window.tributary
  if (!api) {
    throw new ProblemError({
      kind: 'internal',
      message: reason('panel.without-main'),
      remedy: reason('panel.without-main.remedy'),
      field: null,
    })
  }
  return api
}

/** Asks the main process. Resolves with the value; rejects with a {@link ProblemError} when it answers with a problem. */
export async function call<Name extends CallName>(
  name: Name,
  request: CallRequest<Name>,
): Promise<CallResponse<Name>> {
  // The compiler cannot see that a name and its request belong together through an indexed access.
  const ask = tributary()[name] as (request: CallRequest<Name>) => Promise<CallResult<Name>>
  const result = await ask(request)
  if (!result.ok) throw new ProblemError(result.problem)
  return result.value
}

/**
 * As {@link call}, for intentions whose failure is told in a toast: resolves with null then.
 * `failed`: its title, e.g. "Could not cancel the job".
 */
export async function attempt<Name extends CallName>(
  name: Name,
  request: CallRequest<Name>,
  failed: string,
): Promise<CallResponse<Name> | null> {
  try {
    return await call(name, request)
  } catch (error) {
    showProblem(failed, problemFrom(error))
    return null
  }
}
