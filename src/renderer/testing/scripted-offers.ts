import type { EventArguments } from '../../shared/contract.ts'
import type { Json } from '../../shared/extra-fields.ts'
import { type FleetOffers, type Offer, OfferKind } from '../../shared/fleet-offers.ts'
import type { FleetScript } from '../../shared/script-arguments.ts'
import type { Capabilities, WorkerView } from '../../shared/worker.ts'
import type { WorkerLists } from '../../shared/worker-activity.ts'

/** The machines of a script keep all that their servers list where a view tells of the server. */
const serverOf = ({ capabilities }: WorkerView) => capabilities as Capabilities | null

export function scriptedLists(worker: WorkerView | undefined): WorkerLists {
  const server = worker === undefined ? null : serverOf(worker)
  return {
    checkpoints: server?.checkpoints ?? null,
    loras: server?.loras ?? null,
    vaes: server?.vaes ?? null,
    samplers: server?.samplers ?? null,
    schedulers: server?.schedulers ?? null,
    upscalers: server === null ? null : [...(server.latentUpscalers ?? []), ...(server.upscalers ?? [])],
  }
}

/** On how many machines each name is, as it is spelled: roughly as main works it out. */
export function scriptedOffers(workers: readonly WorkerView[]): FleetOffers {
  const lists = workers.filter(({ config }) => config.lane !== 'off').map(scriptedLists)
  const offered = (namesOf: (lists: WorkerLists) => readonly string[] | null): Offer[] => {
    const told = lists.flatMap((each) => {
      const names = namesOf(each)
      return names === null ? [] : [new Set(names)]
    })
    return [...new Set(told.flatMap((names) => [...names]))].map((name) => ({
      name,
      on: told.filter((names) => names.has(name)).length,
      of: told.length,
    }))
  }
  return {
    checkpoints: offered(({ checkpoints }) => checkpoints && namesOrTitles(checkpoints)),
    samplers: offered(({ samplers }) => samplers),
    schedulers: offered(({ schedulers }) => schedulers),
    upscalers: offered(({ upscalers }) => upscalers),
    vaes: offered(({ vaes }) => vaes),
    loras: offered(({ loras }) => loras),
    styles: offered(() => ['Cinematic', 'Line art']),
    scripts: [],
    embeddings: offeredBy(workers, ['easynegative', 'ink-texture']),
    controlModels: offeredBy(workers, CONTROLNET_LISTS.models),
    controlModules: offeredBy(workers, CONTROLNET_LISTS.modules),
    detailerModels: offeredBy(workers, ['face_yolov8n.pt', 'hand_yolov8n.pt', 'mediapipe_face_full']),
    faceRestorers: offeredBy(workers, ['CodeFormer', 'GFPGAN']),
  }
}

const CONTROLNET_LISTS = {
  models: [
    'control_v11f1p_sd15_depth [cfd03158]',
    'control_v11p_sd15_canny [d14c016b]',
    'control_v11p_sd15_openpose [cab727d4]',
  ],
  modules: ['none', 'canny', 'depth_midas', 'openpose', 'openpose_full', 'tile_resample', 'invert'],
}

/** Every machine but the last has them; the last name is on the first alone. */
function offeredBy(workers: readonly WorkerView[], names: readonly string[]): Offer[] {
  const of = workers.filter(({ config, capabilities }) => config.lane !== 'off' && capabilities).length
  if (of === 0) return []
  return names.map((name, at) => ({ name, on: at === names.length - 1 ? 1 : Math.max(1, of - 1), of }))
}

/** The events of machines that came or went. */
export function tellOffers(workers: readonly WorkerView[], emit: (event: EventArguments) => void): void {
  const offers = scriptedOffers(workers)
  for (const kind of OfferKind.options) emit(['offersChanged', { kind, offers: offers[kind] }])
}

/** Where one name stands for several files each by its title. */
const namesOrTitles = (files: NonNullable<WorkerLists['checkpoints']>): string[] =>
  files.map((file) => (files.filter(({ name }) => name === file.name).length > 1 ? file.title : file.name))

/** What machines have for scripts: one that is always on, ADetailer, and two of those that make their own set. */
export function scriptedScripts(of: number): FleetScript[] {
  const argument = (label: string, value: Json, more = {}) => ({ label, choices: null, value, ...more })
  if (of === 0) return []
  return [
    { title: 'adetailer', alwaysOn: true, args: null, on: 1, of },
    {
      ...{ title: 'hypertile', alwaysOn: true, on: of, of },
      args: [
        argument('Enable', false),
        argument('Tile size', 256, { minimum: 64, maximum: 512, step: 64 }),
        argument('Swap', 'attention', { choices: ['attention', 'both'] }),
        { label: 'Further', choices: null },
      ],
    },
    {
      ...{ title: 'prompt matrix', alwaysOn: false, on: of, of },
      args: [
        argument('Put variable parts at start of prompt', false),
        argument('Use different seed for each picture', false),
        argument('Select prompt', 'positive', { choices: ['positive', 'negative'] }),
        argument('Select joining char', 'comma', { choices: ['comma', 'space'] }),
        argument('Grid margins (px)', 0, { minimum: 0, maximum: 500, step: 2 }),
      ],
    },
    { title: 'loopback', alwaysOn: false, args: null, on: 2, of },
  ]
}

const [SUBJECTS, MANNERS] = [
  ['portrait', 'landscape', 'castle', 'cat', 'robot', 'street', 'forest'],
  ['ink', 'gouache', 'neon', 'vintage', 'soft', 'lineart', 'film', 'pastel', 'pixel'],
]

/** With so many more LoRAs, which all machines have. */
export function withLoras(offers: FleetOffers, count: number): FleetOffers {
  const [first] = offers.loras
  const more = Array.from({ length: count }, (_, at) => ({
    name: `style-${at}_${MANNERS[at % MANNERS.length]}-${SUBJECTS[at % SUBJECTS.length]}`,
    on: first?.of ?? 0,
    of: first?.of ?? 0,
  }))
  return count === 0 ? offers : { ...offers, loras: [...offers.loras, ...more] }
}
