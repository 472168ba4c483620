import type { Lane, TlsPolicy, WorkerInput, WorkerView } from '../../../../shared/worker.ts'

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
  url,
  name: '',
  user: '',
  password: '',
  forgetPassword: false,
  tls: { kind: 'verify' },
  lane: 'active',
  colour: null,
  pixelCap: null,
  maxBatch: null,
  checkpointOverride: null,
  saveOnWorker: false,
  syncCommand: '',
  note: '',
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

const hasUserInfo = (url: string): boolean =>
  /^[a-z]+:\/\/[^/@\s]+@/i.test(url.trim()) || /^[^/\s]+@/.test(url.trim())

/** Whether an address is far enough to be looked at while it is still typed: a host that could be whole. */
export function isProbeable(url: string): boolean {
  const text = url.trim()
  if (text === '' || /\s/.test(text)) return false
  const parsed = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `http://${text}`)
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return false
  const { hostname } = parsed
  // "192" and "192.168" are addresses to a URL parser; nobody means them.
  if (/^[\d.]+$/.test(text.replace(/^[a-z]+:\/\//i, '').replace(/[:/].*$/, ''))) {
    return /^\d+\.\d+\.\d+\.\d+$/.test(text.replace(/^[a-z]+:\/\//i, '').replace(/[:/].*$/, ''))
  }
  return hostname.length > 1
}

export const isHttps = (url: string): boolean => /^https:/i.test(url.trim())
