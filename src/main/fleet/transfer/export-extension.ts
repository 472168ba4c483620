import type { Settings } from '../../../shared/settings.ts'
import { workOfPayload, writeBenchmarkPayload } from './benchmark-payload.ts'
import type { TransferWorker } from './transfer-worker.ts'

const DISABLED = 5
const IDLE = 1

/** Worker_Model of scripts/spartan/pmodels.py. `sub_path` is ours: the extension passes over it, and has no way to say it. */
interface ExtensionWorker {
  avg_ipm: number | null
  master: boolean
  address: string
  port: number
  eta_percent_error: number[]
  tls: boolean
  state: number
  user: string | null
  password: string | null
  pixel_cap: number
  sub_path?: string
}

type PasswordOf = ((worker: TransferWorker) => string | null) | null

/** distributed-config.json (v2) as the extension writes it: indented by 3. */
export function exportDistributedConfig(
  workers: readonly TransferWorker[],
  settings: Settings,
  passwordOf: PasswordOf,
): string {
  const work = workOfPayload(settings.benchmark)
  return json({
    workers: workers.map((worker) => labelled(worker.config.name, extensionWorker(worker, work, passwordOf))),
    benchmark_payload: writeBenchmarkPayload(settings.benchmark),
    // A whole number of seconds to the extension.
    job_timeout: Math.round(settings.graceSeconds),
    enabled: true,
    complement_production: settings.form.mode === 'bonus',
    step_scaling: settings.form.stepScaling,
  })
}

/** workers.json (v1): speeds by label. Addresses are added so that the file says which machine is meant; the extension passes over them. */
export function exportWorkersJson(
  workers: readonly TransferWorker[],
  settings: Settings,
  passwordOf: PasswordOf,
): string {
  const work = workOfPayload(settings.benchmark)
  const entries = workers.map((worker): [string, unknown] => [
    worker.config.name === 'benchmark_payload' ? 'benchmark_payload 2' : worker.config.name,
    v1Worker(extensionWorker(worker, work, passwordOf)),
  ])
  return json(
    Object.fromEntries([...entries, ['benchmark_payload', writeBenchmarkPayload(settings.benchmark)]]),
  )
}

function extensionWorker(
  { config, benchmark, ...rest }: TransferWorker,
  work: number,
  passwordOf: PasswordOf,
) {
  const url = new URL(config.url)
  const tls = url.protocol === 'https:'
  const worker: ExtensionWorker = {
    avg_ipm: benchmark === null ? null : benchmark.ipm / work,
    // The extension calls the machine it runs on so, and only that one.
    master: config.name.toLowerCase() === 'master',
    address: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (tls ? 443 : 80),
    eta_percent_error: [],
    tls,
    state: config.lane === 'off' ? DISABLED : IDLE,
    user: passwordOf === null ? null : config.user,
    password: passwordOf === null || config.user === null ? null : passwordOf({ config, benchmark, ...rest }),
    pixel_cap: config.pixelCap ?? -1,
  }
  const path = url.pathname.replace(/\/+$/, '')
  return path === '' ? worker : { ...worker, sub_path: path }
}

function v1Worker({ avg_ipm, master, address, port, tls, user, password, sub_path }: ExtensionWorker) {
  return {
    avg_ipm,
    master,
    address,
    port,
    tls,
    ...(user === null ? {} : { user, password }),
    ...(sub_path === undefined ? {} : { sub_path }),
  }
}

/** fromEntries makes `__proto__` a label like any other. */
const labelled = (name: string, worker: ExtensionWorker) => Object.fromEntries([[name, worker]])

const json = (value: unknown) => `${JSON.stringify(value, null, 3)}\n`
