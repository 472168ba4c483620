import { reason } from '../../../shared/words/catalogue.ts'
import { WorkerFailure } from '../../core/failure.ts'

/** So much of a page is looked at, characters. */
const LOOKED_AT = 64 << 10
const SIGN_IN =
  /type\s{0,9}=\s{0,9}["']?password|\b(?:sign|log)[ -]?(?:in|on)\b|\blogin|\bpasswor[dt]|captive|single sign|\bsso\b|\boauth|\bsaml|authenticat/i
const SIGN_IN_ADDRESS =
  /(?:sign|log)[-_]?(?:in|on)\b|\blogin|\bauth|\bsso\b|oauth|saml|\bidp\b|\baccounts?\b|captive/i

/** No API of this kind answers in HTML: such a body is a page of somebody else. */
export const isPage = (body: string): boolean => /^\s{0,999}</.test(body.slice(0, 1000))

/** A page that wants somebody to sign in, in any of the usual words. */
export const isSignInPage = (body: string): boolean => isPage(body) && SIGN_IN.test(body.slice(0, LOOKED_AT))

/** A redirect that leads to such a page. */
export const leadsToSignIn = (location: string | undefined): boolean =>
  location !== undefined && SIGN_IN_ADDRESS.test(location.slice(0, 2000))

/** A sign-in page stands before the server. It is for people and their browsers; no password of ours goes there. */
export const signInPage = (host: string, status: number | null = null): WorkerFailure =>
  new WorkerFailure(
    'sign-in-page',
    reason('server.sign-in-page', { host }),
    reason('server.sign-in-page.remedy'),
    status === null ? {} : { status },
  )
