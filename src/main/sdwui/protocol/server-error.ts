import type { ServerFacts } from './server-facts.ts'

/** One entry of FastAPI's 422, as found by validation; shaped per dialect when it is sent. */
export interface FieldProblem {
  readonly loc: readonly (string | number)[]
  /** Pydantic 1 and Pydantic 2 say it in their own words */
  readonly v1: { readonly msg: string; readonly type: string }
  readonly v2: { readonly msg: string; readonly type: string }
  readonly input: unknown
}

/** What a server answers instead of a result. */
export type ServerErrorCause =
  /** HTTPException of the API's own code */
  | { readonly at: 'http'; readonly status: number; readonly detail: string }
  /** any other Python exception: 500 */
  | { readonly at: 'exception'; readonly type: string; readonly message: string }
  /** FastAPI's body validation: 422 */
  | { readonly at: 'validation'; readonly problems: readonly FieldProblem[] }
  /** FastAPI's own answers, which no middleware touches: unknown path, wrong method, API off */
  | { readonly at: 'framework'; readonly status: number; readonly detail: string }

export class ServerError extends Error {
  readonly reason: ServerErrorCause

  constructor(reason: ServerErrorCause) {
    super(reason.at)
    this.name = 'ServerError'
    this.reason = reason
  }
}

export const httpError = (status: number, detail: string) => new ServerError({ at: 'http', status, detail })
export const pythonError = (type: string, message: string) =>
  new ServerError({ at: 'exception', type, message })

type ErrorShapes = Pick<ServerFacts, 'errors' | 'validation'>

export interface ErrorAnswer {
  readonly status: number
  /** undefined: empty */
  readonly body: unknown
  /** 500s made by A1111's exception middleware lack X-Process-Time */
  readonly timed: boolean
}

/** The status and body a kind of server gives for an error (sdapi.md 4.1 to 4.3). */
export function errorAnswer(reason: ServerErrorCause, facts: ErrorShapes): ErrorAnswer {
  switch (reason.at) {
    case 'framework':
      // Its web library has no words of its own, and no 405.
      if (facts.errors === 'sdcpp') return { status: 404, body: undefined, timed: false }
      return { status: reason.status, body: { detail: reason.detail }, timed: true }
    case 'validation':
      return validationAnswer(reason.problems, facts)
    case 'http':
      return { status: reason.status, body: httpBody(reason.status, reason.detail, facts), timed: true }
    case 'exception':
      return { status: 500, body: exceptionBody(reason.type, reason.message, facts), timed: false }
  }
}

function httpBody(status: number, detail: string, facts: ErrorShapes): unknown {
  switch (facts.errors) {
    case 'a1111':
      return { error: 'HTTPException', detail, body: '', errors: '' }
    case 'forge':
      return { detail }
    case 'sdnext':
      return { error: 'HTTPException', code: status, detail, body: '', errors: detail }
    case 'sdcpp':
      return { error: detail }
    case 'koboldcpp':
      return { detail: { msg: detail, type: status === 503 ? 'service_unavailable' : 'bad_input' } }
  }
}

function exceptionBody(type: string, message: string, facts: ErrorShapes): unknown {
  switch (facts.errors) {
    case 'a1111':
      return { error: type, detail: '', body: '', errors: message }
    case 'forge':
      return { error: type, detail: '', body: '', message }
    case 'sdnext':
      return { error: type, code: 500, detail: '', body: '', errors: message }
    case 'sdcpp':
      return { error: 'server_error', message }
    case 'koboldcpp':
      return { detail: { msg: message, type: 'server_error' } }
  }
}

function validationAnswer(problems: readonly FieldProblem[], facts: ErrorShapes): ErrorAnswer {
  switch (facts.validation) {
    case 'pydantic1':
      return { status: 422, body: { detail: problems.map(({ loc, v1 }) => ({ loc, ...v1 })) }, timed: true }
    case 'pydantic2':
      return {
        status: 422,
        body: { detail: problems.map(({ loc, v2, input }) => ({ type: v2.type, loc, msg: v2.msg, input })) },
        timed: true,
      }
    case 'own': {
      const words = problems.map(({ loc, v1 }) => `${loc.slice(1).join('.') || 'body'}: ${v1.msg}`).join('; ')
      return { status: 500, body: { detail: { msg: words, type: 'bad_input' } }, timed: true }
    }
  }
}
