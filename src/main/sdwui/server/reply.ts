import type { GeneratedAnswer } from './engine.ts'

/** What a route answers; the responder turns it into HTTP. */
export type Reply =
  | { readonly as: 'json'; readonly value: unknown; readonly status?: number }
  | { readonly as: 'empty'; readonly status: number }
  /** `type`: media type, text/plain unless given */
  | { readonly as: 'text'; readonly text: string; readonly status?: number; readonly type?: string }
  /** `type`: media type */
  | { readonly as: 'file'; readonly bytes: Buffer; readonly type: string }
  | { readonly as: 'images'; readonly answer: GeneratedAnswer }
  /** the connection is reset instead of an answer, then `after` runs */
  | { readonly as: 'reset'; readonly after: () => void }

export const json = (value: unknown, status = 200): Reply => ({ as: 'json', value, status })
