import { httpError, pythonError } from '../../sdwui/protocol/server-error.ts'
import type { FaultScript } from '../faults/fault-script.ts'

const WORDS = {
  400: 'Bad request',
  401: 'Not authenticated',
  403: 'Forbidden',
  404: 'Not Found',
  422: "Script 'simulated' not found",
  429: 'Too many requests',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Time-out',
} as const

/** Throws what the script of faults has for this generation request, if anything. */
export function scriptedRefusal(faults: FaultScript): void {
  if (faults.use('unknown-sampler') !== null) throw httpError(404, 'Sampler not found')
  if (faults.isRareTurn()) throw nans()
  const fault = faults.use('status')
  if (fault === null) return
  if (fault.status === 500) throw nans()
  throw httpError(fault.status, WORDS[fault.status])
}

const nans = () => pythonError('NansException', 'A tensor with NaNs was produced in Unet.')
