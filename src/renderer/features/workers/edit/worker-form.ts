import { splitNamedAddress } from '../../../../shared/named-address.ts'
import type { Lane, TlsPolicy, WorkerInput, WorkerView } from '../../../../shared/worker.ts'
import { DEFAULT_WORKER } from '../../../../shared/worker.ts'

/** The add and edit sheet as it stands, possibly not valid. */
export interface WorkerForm {
  readonly url: string
  /** '': as the address suggests */
  readonly name: string
  readonly user: string
  /** what was typed; what is stored is never shown */
  readonly password: string
  /** the stored password is forgotten when this is saved */
  readonly forgetPassword: boolean
  readonly tls: TlsPolicy
  readonly lane: Lane
  /** palette index; null: a free one */
  readonly colour: number | null
  readonly pixelCap: number | null
  readonly maxBatch: number | null
  readonly checkpointOverride: string | null
  readonly saveOnWorker: boolean
  readonly syncCommand: string
  readonly note: string
}

export const newForm = (url: string): WorkerForm => ({
  ...DEFAULT_WORKER,
  url,
  name: '',
  user: '',
  password: '',
  forgetPassword: false,
  colour: null,
})

/**
 * The form of the next machine after one was added: how one signs in, whether certificates are checked and the lane stay. A certificate that
 * was trusted is that of the one machine.
 */
export const nextForm = ({ user, password, tls, lane }: WorkerForm): WorkerForm => ({
  ...newForm(''),
  user,
  password,
  tls: tls.kind === 'pinned' ? DEFAULT_WORKER.tls : tls,
  lane,
})

export function formOfWorker({ config }: Pick<WorkerView, 'config'>): WorkerForm {
  const {
    url,
    name,
    tls,
    lane,
    colour,
    pixelCap,
    maxBatch,
    checkpointOverride,
    saveOnWorker,
    syncCommand,
    note,
  } = config
  return {
    ...{
      url,
      name,
      tls,
      lane,
      colour,
      pixelCap,
      maxBatch,
      checkpointOverride,
      saveOnWorker,
      syncCommand,
      note,
    },
    user: config.user ?? '',
    password: '',
    forgetPassword: false,
  }
}

/** With the name that is suggested for the machine, unless somebody typed one. `before`: what was suggested last; '': nothing. */
export const withSuggestedName = (form: WorkerForm, suggested: string, before: string): WorkerForm =>
  form.name === before ? { ...form, name: suggested } : form

/** Whether saving would change anything. */
export const isChanged = (form: WorkerForm, saved: WorkerForm): boolean =>
  JSON.stringify(form) !== JSON.stringify(saved)

/** What is sent: an empty name and a password that was not touched are left out, so that they stay as they are. */
export function inputOf(form: WorkerForm): WorkerInput {
  const { url, name, user, password, forgetPassword, colour, checkpointOverride, ...rest } = form
  return {
    ...rest,
    url: url.trim(),
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    // An address may hold a user, which an empty field must not wipe out.
    ...(user.trim() === '' && hasUserInfo(url) ? {} : { user: user.trim() === '' ? null : user.trim() }),
    ...(password === '' ? (forgetPassword ? { password: null } : {}) : { password }),
    ...(colour === null ? {} : { colour }),
    checkpointOverride: checkpointOverride === '' ? null : checkpointOverride,
  }
}

/** What a look at the address needs of it: nothing that does not change the answer. */
export function probeInput(form: WorkerForm): WorkerInput {
  const { url, user, password, tls } = inputOf(form)
  return {
    url,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(tls === undefined ? {} : { tls }),
  }
}

/** What was typed, without the name that may stand before an address. */
const addressOf = (typed: string): string => splitNamedAddress(typed.trim()).address

const hasUserInfo = (url: string): boolean =>
  /^[a-z]+:\/\/[^/@\s]+@/i.test(addressOf(url)) || /^[^/\s]+@/.test(addressOf(url))

/**
 * Whether an address is far enough to be looked at while it is still typed: a host that could be whole, or something that no
 * further letter mends, of which the main process says what is wrong.
 */
export function isProbeable(url: string): boolean {
  const text = addressOf(url)
  if (text === '' || /^https?(:\/{0,2})?$/i.test(text)) return false
  if (isBeyondMending(text)) return true
  const parsed = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `http://${text}`)
  if (!parsed) return false
  const { hostname } = parsed
  // "192" and "192.168" are addresses to a URL parser; nobody means them.
  const typedHost = text.replace(/^[a-z]+:\/\//i, '').replace(/[:/].*$/, '')
  if (/^[\d.]+$/.test(typedHost)) return /^\d+\.\d+\.\d+\.\d+$/.test(typedHost)
  return hostname.length > 1
}

/** Spaces within, a scheme that is not http, a port that is none. */
function isBeyondMending(text: string): boolean {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]
  const port = /:(\d+)(?=[/?#]|$)/.exec(text.replace(/^.*@/, ''))?.[1]
  return /\s/.test(text) || (scheme !== undefined && !/^https?$/i.test(scheme)) || Number(port ?? 0) > 65_535
}

export const isHttps = (url: string): boolean => /^https:/i.test(addressOf(url))
