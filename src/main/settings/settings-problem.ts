import { reason } from '../../shared/words/catalogue.ts'
import { problemOf, TributaryError } from '../core/failure.ts'

/** What a failed read or write of a settings file means for a person. */
export function settingsProblem(error: unknown, file: string): TributaryError {
  if (error instanceof TributaryError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : null
  const [what, remedy] =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? [reason('settings.disk-full', { file }), reason('settings.disk-full.remedy')]
      : [
          reason('settings.file-unusable', { file, error: code ?? problemOf(error).message }),
          reason('settings.file-unusable.remedy'),
        ]
  return new TributaryError('settings-broken', what, remedy, { cause: error })
}
