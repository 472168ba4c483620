import type { ServerKind } from '../../../shared/worker.ts'

/** How one kind of server differs from AUTOMATIC1111 1.10, as far as we care. */
export interface Dialect {
  /** 'override': name the checkpoint in each request; 'options': POST /options while idle; 'fixed': one model a process */
  readonly checkpoint: 'override' | 'options' | 'sdnext' | 'fixed'
  readonly queuesInOrder: boolean
  readonly taskIds: boolean
  readonly batches: boolean
  /** hires needs hr_cfg, else the second pass runs at CFG 1 */
  readonly hiresCfg: boolean
  /** hires needs hr_additional_modules, else the server crashes */
  readonly hiresModules: boolean
  readonly overrides: boolean
  /** a body of its own (sdcpp-body.ts) */
  readonly ownBody: 'sdcpp' | null
  /** takes credentials; false: whoever reaches it may use it */
  readonly signIn: boolean
  /** routes of lists, memory and signs of life that it does not have: they are not asked for */
  readonly lacks: readonly string[]
  /** has /progress and /interrupt */
  readonly progress: boolean
  /** where to ask it to restart; null: it cannot be asked */
  readonly restartPath: string | null
}

const A1111: Dialect = {
  checkpoint: 'override',
  queuesInOrder: true,
  taskIds: true,
  batches: true,
  hiresCfg: false,
  hiresModules: false,
  overrides: true,
  ownBody: null,
  signIn: true,
  lacks: [],
  progress: true,
  restartPath: '/sdapi/v1/server-restart',
}

export const DIALECTS: Readonly<Record<ServerKind, Dialect>> = {
  a1111: A1111,
  unknown: A1111,
  forge: { ...A1111, checkpoint: 'options', hiresCfg: true, hiresModules: true, lacks: ['sd-vae'] },
  reforge: { ...A1111, hiresCfg: true },
  sdnext: {
    ...A1111,
    checkpoint: 'sdnext',
    queuesInOrder: false,
    taskIds: false,
    overrides: false,
    lacks: ['latent-upscale-modes'],
    restartPath: '/sdapi/v1/restart',
  },
  sdcpp: {
    ...A1111,
    checkpoint: 'fixed',
    queuesInOrder: false,
    taskIds: false,
    overrides: false,
    ownBody: 'sdcpp',
    signIn: false,
    lacks: ['sd-vae', 'cmd-flags', 'memory'],
    progress: false,
    restartPath: null,
  },
  koboldcpp: {
    ...A1111,
    checkpoint: 'fixed',
    queuesInOrder: false,
    taskIds: false,
    batches: false,
    overrides: false,
    signIn: false,
    lacks: ['schedulers', 'sd-vae', 'loras', 'cmd-flags', 'memory'],
    progress: false,
    restartPath: null,
  },
}
