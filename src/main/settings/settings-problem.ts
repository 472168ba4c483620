import { TributaryError } from '../core/failure.ts'

/** What a failed read or write of a settings file means for a person. */
export function settingsProblem(error: unknown, file: string): TributaryError {
  if (error instanceof TributaryError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : null
  const [what, remedy] =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? ['the disk is full', 'Make room there and try again.']
      : [
          code ?? (error instanceof Error ? error.message : String(error)),
          'Allow reading and writing there, or start Tributary with another folder for its settings.',
        ]
  return new TributaryError('settings-broken', `${file} cannot be used: ${what}.`, remedy, { cause: error })
}
