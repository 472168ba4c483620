import type { CallName, CallResponse, ParsedRequest } from '../../shared/contract.ts'

/** Calls that need the desktop around the app: the shell answers them. */
type ShellCall =
  | 'chooseOutputFolder'
  | 'revealImage'
  | 'openWorkerPage'
  | 'openOutputFolder'
  | 'openWildcardFolder'
  | 'saveExport'
  | 'copyImage'
  | 'saveImageAs'
  | 'saveImageCopies'
  | 'dragImages'
  | 'saveSheet'
  | 'saveSettingsExport'

/** One function per call of the contract. Requests are parsed already; what is thrown becomes a Problem. */
export type CallHandlers = {
  [Name in CallName]: (request: ParsedRequest<Name>) => Promise<CallResponse<Name>>
}

export type AppHandlers = Omit<CallHandlers, ShellCall>
export type ShellHandlers = Pick<CallHandlers, ShellCall>
