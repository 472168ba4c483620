import type { PlanningMode } from '../../shared/generation.ts'

const STATES = [
  'welcome',
  'empty',
  'idle',
  'running',
  'held',
  'crowded',
  'trouble',
  'disk',
  'finished',
  'marked',
  'failed',
  'loading',
  'error',
] as const

/**
 * welcome: first run · empty: no workers · idle: workers, no job · running: a job half done · held: a job that waits until all machines are measured · crowded: that and
 * earlier jobs of the session · trouble: a worker is lost in the middle · disk: the disk is full · finished: a job done · marked: that, with every
 * mark a picture can have · failed: a job that no machine could make · loading: the main process never answers · error: it answers with a problem.
 */
export type ScenarioState = (typeof STATES)[number]

const AT_WORK: ReadonlySet<ScenarioState> = new Set(['running', 'held', 'crowded', 'trouble', 'disk'])

/** Whether a job runs in it. */
export const isAtWork = ({ state }: Pick<Scenario, 'state'>): boolean => AT_WORK.has(state)

export interface Scenario {
  readonly state: ScenarioState
  /** how many workers beside the ones that cannot work: 3, 12 or 30 */
  readonly fleet: number
  readonly theme: 'system' | 'dark' | 'light'
  /** images of the job; null: as many as suit the fleet */
  readonly images: number | null
  readonly mode: PlanningMode
  /** nothing moves: for pictures */
  readonly frozen: boolean
  /** the machines are being measured, none of them ever was before */
  readonly measuring: boolean
  /** nobody ever measured the machines */
  readonly unmeasured: boolean
  /** the machines' settings are the same */
  readonly alike: boolean
  /** the machines are named by their addresses, which are long */
  readonly addressed: boolean
  /** the machines stand in all lanes and in all states a card can show */
  readonly board: boolean
  /** the machines' servers stand out in ways that cards, lists and plan tell of; instead of the fleet */
  readonly servers: boolean
  /** what becomes of reading the newest pictures of earlier runs */
  readonly lastSession: 'read' | 'loading' | 'failed'
  /** pictures of earlier jobs in the gallery */
  readonly pictures: number
  /** what becomes of asking a machine what a preprocessor finds */
  readonly detection: 'found' | 'asking' | 'failed'
  /** no machine answers what it has of a LoRA or an embedding: pictures, words */
  readonly silent: boolean
  /** LoRAs that every machine has beside its own */
  readonly loras: number
  /** pictures in the trash */
  readonly trashed: number
  /** jobs beside the one that runs: waiting, paused, of an earlier run, finished, failed; 1: a few, more: so many that wait, and twice as many done */
  readonly queue: number
  /** jobs of every priority: the one that runs and one that is paused are first, one that waits is in the background */
  readonly priorities: boolean
  /** pictures that paused jobs are made from are not stored any more */
  readonly lacking: boolean
  /** px of the pictures; null: 768 x 512 */
  readonly size: { readonly width: number; readonly height: number } | null
  /** all jobs are paused */
  readonly paused: boolean
  /** pictures that the form starts from */
  readonly inputs: number
  /** they have a mask, and only what is in it is worked on */
  readonly masked: boolean
  /** none of them is stored any more */
  readonly gone: boolean
  /** forms that are kept under a name */
  readonly presets: number
  /** forms beside each other */
  readonly drafts: number
  /** axes of the grid that is asked for: 0 to 3 */
  readonly grid: number
}

/** Reads a scenario from the address; what is missing or unknown takes its default. */
export function scenarioFrom(query: URLSearchParams): Scenario {
  const state = STATES.find((each) => each === query.get('state')) ?? 'running'
  const theme = (['dark', 'light'] as const).find((each) => each === query.get('theme')) ?? 'system'
  const number = (name: string) => (query.has(name) ? Number(query.get(name)) : null)
  const fleet = number('fleet') ?? 3
  return {
    state,
    fleet,
    theme,
    images: number('images'),
    mode: modeFrom(query, fleet),
    frozen: query.has('frozen'),
    measuring: state === 'held' || query.has('measuring'),
    unmeasured: query.has('unmeasured'),
    alike: query.has('alike'),
    addressed: query.has('addressed'),
    board: query.has('board'),
    servers: query.has('servers'),
    lastSession: (['loading', 'failed'] as const).find((each) => each === query.get('session')) ?? 'read',
    pictures: number('pictures') ?? 0,
    detection: (['asking', 'failed'] as const).find((each) => each === query.get('detection')) ?? 'found',
    silent: query.has('silent'),
    loras: number('loras') ?? 0,
    trashed: number('trashed') ?? 0,
    queue: query.has('queue') ? Number(query.get('queue')) || 1 : 0,
    priorities: query.has('priorities'),
    lacking: query.has('lacking'),
    size: sizeFrom(query.get('size')),
    paused: query.has('paused'),
    inputs: number('inputs') ?? 0,
    masked: query.has('masked'),
    gone: query.has('gone'),
    presets: number('presets') ?? 0,
    drafts: number('drafts') ?? 0,
    grid: number('grid') ?? 0,
  }
}

function sizeFrom(asked: string | null): Scenario['size'] {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(asked ?? '') ?? []
  return width && height ? { width: Number(width), height: Number(height) } : null
}

function modeFrom(query: URLSearchParams, fleet: number): PlanningMode {
  const asked = query.get('mode')
  if (asked === 'until') return asked
  return asked === 'exact' || fleet > 3 ? 'exact' : 'bonus'
}
