import { say } from '../../../shared/words/say.ts'
import { codeOf } from '../../gallery/storage-error.ts'

/** What to say of an error that an old Node alone makes: a module of its own is missing. null: it is another error. `version`: e.g. v20.1.0 */
export const oldNodeWords = (error: unknown, version: string): string | null =>
  codeOf(error) === 'ERR_UNKNOWN_BUILTIN_MODULE' ? say('cli.old-node', { version }) : null
