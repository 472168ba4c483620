import { reason } from '../../../shared/words/catalogue.ts'
import { WorkerInput } from '../../../shared/worker.ts'
import { visibleLine } from './names.ts'
import { DEFAULT_PORT, readAddress } from './read-address.ts'
import { type Refused, type StatedWorker, speedFromFile } from './stated-worker.ts'

/** State.DISABLED of scripts/spartan/worker.py; written as its number. */
const DISABLED = 5
/** Faster than any machine: such a number is no speed. */
const MOST_IPM = 100_000

/**
 * One worker as stable-diffusion-webui-distributed writes it (Worker_Model of scripts/spartan/pmodels.py). `work`: of the payload its speed was
 * measured with. null: it does not say its address. `sub_path` is ours (export-extension.ts).
 */
export function readExtensionWorker(
  label: string,
  fields: ReadonlyMap<string, unknown>,
  work: number,
): StatedWorker | Refused | null {
  const address = fields.get('address')
  if (typeof address !== 'string' || address.trim() === '') return null
  const path = fields.get('sub_path')
  const place = `${address.trim()}${typeof path === 'string' && path.startsWith('/') ? path : ''}`
  const read = readAddress(urlOf(place, fields.get('port'), fields.get('tls') === true))
  if (read.states === 'nothing') return { ...read, name: visibleLine(label, 80) }
  const [user, password] = [credential(fields.get('user')), credential(fields.get('password'))]
  if ((user?.length ?? 0) > 200 || (password?.length ?? 0) > 1000)
    return {
      states: 'nothing',
      name: visibleLine(label, 80),
      shown: read.url,
      reason: reason('transfer.credentials-too-long'),
    }
  const cap = fields.get('pixel_cap')
  const model = fields.get('model_override')
  return {
    ...read,
    name: label,
    ...(fields.get('state') == null ? {} : { lane: isDisabled(fields.get('state')) ? 'off' : 'not-off' }),
    ...(user === null ? {} : { user }),
    ...(password === null ? {} : { password }),
    ...(typeof cap === 'number' ? { pixelCap: pixelCap(cap) } : {}),
    ...(typeof model === 'string' &&
    model !== 'None' &&
    WorkerInput.shape.checkpointOverride.safeParse(model).success
      ? { checkpointOverride: model }
      : {}),
    benchmark: readSpeed(fields.get('avg_ipm'), work),
  }
}

/** avg_ipm; null, 0 and nonsense mean that it was not measured. */
export function readSpeed(ipm: unknown, work: number) {
  const standard = typeof ipm === 'number' ? ipm * work : 0
  return standard > 0 && standard <= MOST_IPM ? speedFromFile(standard) : null
}

/** The extension takes an address with a scheme too; the port stands beside it all the same. */
function urlOf(address: string, port: unknown, tls: boolean): string {
  const [, scheme, host = '', path = ''] = /^(?:(https?):\/\/)?([^/]*)(.*)$/is.exec(address) ?? []
  const secure = tls || scheme?.toLowerCase() === 'https'
  const bare = host.includes('@') ? host.slice(host.lastIndexOf('@') + 1) : host
  const bracketed = (bare.match(/:/g)?.length ?? 0) > 1 && !bare.startsWith('[')
  const ownPort = /^(?:\[[^\]]*\]|[^:]*):\d+$/.test(bare) && !bracketed
  const place = bracketed ? `[${bare}]` : host
  const ending = ownPort ? '' : `:${portOf(port) ?? (scheme !== undefined && secure ? 443 : DEFAULT_PORT)}`
  return `${secure ? 'https' : 'http'}://${place}${ending}${path.replace(/\/+$/, '')}`
}

const portOf = (port: unknown): string | null =>
  typeof port === 'number' || (typeof port === 'string' && port !== '') ? String(port).slice(0, 20) : null

/** The extension casts with str(): nobody's user is called "None". */
const credential = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' && value !== 'None' ? value : null

const isDisabled = (state: unknown) =>
  state === DISABLED || (typeof state === 'string' && /^(5|(state\.)?disabled)$/i.test(state))

/** -1: no cap. */
const pixelCap = (cap: number): number | null => {
  const whole = Math.floor(cap)
  return Number.isSafeInteger(whole) && whole > 0 ? whole : null
}
