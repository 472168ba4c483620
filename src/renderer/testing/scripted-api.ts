import { CALL_NAMES } from '../../shared/channels.ts'
import type {
  CallName,
  CallRequest,
  CallResponse,
  EventArguments,
  EventName,
  Snapshot,
  TributaryApi,
} from '../../shared/contract.ts'
import { GenerationRequest } from '../../shared/generation.ts'
import { JobId } from '../../shared/ids.ts'
import { InputId } from '../../shared/input-picture.ts'
import type { JobView, StoredImage } from '../../shared/job.ts'
import type { Problem } from '../../shared/problem.ts'
import { DEFAULT_SETTINGS } from '../../shared/settings.ts'
import { plainText } from '../../shared/words/catalogue.ts'
import { REQUEST } from './fixtures.ts'
import type { Scenario } from './scenario.ts'
import { boardFleet, stirBoard } from './scripted-board.ts'
import { detailsAnswers } from './scripted-details.ts'
import { scriptedFleet } from './scripted-fleet.ts'
import { gridOf, scriptedDrafts, scriptedPresets, startingFrom } from './scripted-form.ts'
import { galleryAnswer } from './scripted-gallery.ts'
import { pastBatches, scriptedHistory } from './scripted-history.ts'
import { addScripted, inputFixture, readScripted } from './scripted-inputs.ts'
import { scriptedOffers, scriptedScripts, tellOffers, withLoras } from './scripted-offers.ts'
import { scriptedPlan } from './scripted-plan.ts'
import { countedRoughly, drawnRoughly, networkPictured, networkTold } from './scripted-prompt.ts'
import { queueJobs } from './scripted-queue.ts'
import { type ScriptedRun, scriptedRun } from './scripted-run.ts'
import { serverFleet } from './scripted-servers.ts'
import { scriptedSession } from './scripted-session.ts'
import { scriptedTrash } from './scripted-trash.ts'
import { workerAnswers } from './scripted-workers.ts'
import { befall } from './trouble.ts'

type Answers = {
  [Name in CallName]?: (request: CallRequest<Name>) => CallResponse<Name> | Promise<CallResponse<Name>>
}

const TICK_MS = 250

/** A main process that plays a scenario: answers what the panel asks, and makes the events of a running job. */
export function createScriptedApi(scenario: Scenario): TributaryApi {
  const listeners = new Map<EventName, Set<(payload: never) => void>>()
  const emit = ([name, payload]: EventArguments) => {
    for (const listener of listeners.get(name) ?? []) listener(payload as never)
  }
  const answers = answersOf(scenario, emit)
  const calls = Object.fromEntries(
    CALL_NAMES.map((name) => {
      const answer = answers[name] as ((request: unknown) => unknown) | undefined
      return [
        name,
        async (request: unknown) => {
          try {
            if (!answer) throw new ScriptedProblem(`The script has no answer to "${name}".`)
            return { ok: true, value: await answer(request) }
          } catch (error) {
            const problem: Problem = {
              kind: 'not-now',
              message: plainText(error instanceof Error ? error.message : String(error)),
              remedy: null,
              field: null,
            }
            return { ok: false, problem }
          }
        },
      ]
    }),
  )
  const on = (event: EventName, listener: (payload: never) => void) => {
    const set = listeners.get(event) ?? new Set()
    listeners.set(event, set.add(listener))
    return () => void set.delete(listener)
  }
  return { ...calls, on } as unknown as TributaryApi
}

class ScriptedProblem extends Error {}

function fleetOf(scenario: Scenario) {
  if (scenario.servers) return serverFleet()
  const fleet = scriptedFleet(scenario)
  return scenario.board ? boardFleet(fleet) : fleet
}

function answersOf(scenario: Scenario, emit: (event: EventArguments) => void): Answers {
  let workers = fleetOf(scenario)
  const fleet = {
    read: () => workers,
    write: (next: typeof workers) => {
      workers = next
    },
  }
  if (scenario.board && !scenario.frozen) stirBoard(fleet.read, emit)
  const form: GenerationRequest = {
    ...REQUEST,
    ...scenario.size,
    ...startingFrom(scenario),
    ...gridOf(scenario.grid),
    mode: scenario.mode,
    images: scenario.images ?? (scenario.fleet > 3 ? scenario.fleet * 14 : 12),
  }
  let settings = {
    ...DEFAULT_SETTINGS,
    theme: scenario.theme,
    welcomed: scenario.state !== 'welcome',
    form,
    presets: scriptedPresets(scenario.presets, form),
    drafts: scriptedDrafts(scenario.drafts, form),
  }
  const startedAt = Date.now()
  const { runs, progress } = scriptedSession(scenario, workers, form, startedAt)
  const queued = (now: number): JobView[] => (scenario.queue > 0 ? queueJobs(now, scenario) : [])
  const readAt = () => (scenario.frozen ? startedAt : Date.now())
  const plays = new Map<JobId, () => void>()
  if (!scenario.frozen && progress) plays.set(progress.jobId, play(progress, emit))
  const pictures = (): StoredImage[] => runs.flatMap((run) => run.at(readAt()).images)
  /** Stops a run where it is; one that goes on does so where it would be by now. */
  const become = (id: string, state: JobView['state']): JobView => {
    const run = runs.find((each) => each.jobId === id)
    if (!run) throw new ScriptedProblem('There is no such job.')
    const { jobId } = run
    plays.get(jobId)?.()
    const job = { ...run.at(readAt()).job, state, finishedAt: state === 'cancelled' ? readAt() : null }
    emit(['jobChanged', job])
    if (state === 'running') plays.set(jobId, play(run, emit))
    return job
  }
  const trash = scriptedTrash(scenario, pictures, emit)
  const history = scriptedHistory(queued, readAt)
  let queuePaused = scenario.paused
  /** Pauses or resumes all runs that are not over. Answers which. */
  const all = (paused: boolean) => {
    queuePaused = paused
    emit(['queuePauseChanged', { paused }])
    const open = runs.filter((run) => run.endsAt > readAt())
    for (const { jobId } of open) become(jobId, paused ? 'paused' : 'running')
    return { changed: open.map(({ jobId }) => jobId) }
  }
  const plan = (request: typeof form) => scriptedPlan(workers, request)
  return {
    snapshot: () => {
      if (scenario.state === 'loading') return new Promise<Snapshot>(() => {})
      if (scenario.state === 'error') throw new ScriptedProblem('The settings file cannot be read.')
      const states = runs.map((run) => run.at(readAt()))
      const snapshot: Snapshot = {
        appVersion: '0.1.0',
        runtime: 'script',
        platform: 'linux',
        timeScale: scenario.frozen ? 0 : 1,
        now: readAt(),
        settings,
        outputFolder: '/home/robin/Pictures/Tributary',
        workers,
        offers: withLoras(scriptedOffers(workers), scenario.loras),
        jobs: [...states.map(({ job }) => job), ...queued(readAt())].map((job) =>
          queuePaused && job.finishedAt === null ? { ...job, state: 'paused' } : job,
        ),
        batches: [...states.flatMap(({ batches }) => batches), ...queued(readAt()).flatMap(pastBatches)],
        images: states.flatMap(({ images }) => images).filter(({ id }) => !trash.has(id)),
        deleted: [],
        notices: [],
        queuePaused,
      }
      return befall(snapshot, scenario.state)
    },
    addInput: addScripted,
    detectControl: ({ asked }) => {
      if (scenario.detection === 'asking') return new Promise<never>(() => {})
      if (scenario.detection === 'failed') throw new ScriptedProblem('laptop: CUDA out of memory.')
      return { picture: inputFixture(7, `${asked.module}.png`), workerName: 'laptop' }
    },
    imageAttachments: ({ imageId }) => ({
      attachments: scenario.state === 'marked' ? [{ id: `map ${imageId}`, width: 768, height: 512 }] : [],
    }),
    fleetScripts: () => ({ scripts: scriptedScripts(workers.length) }),
    controlSliders: () => ({ sliders: null }),
    cancelDetection: () => ({}),
    readInput: readScripted,
    missingInputs: ({ ids }) => ({ missing: scenario.gone ? ids.map((id) => InputId.parse(id)) : [] }),
    planPreview: ({ request }) => plan(GenerationRequest.parse(request)),
    submitJob: ({ request }) => {
      const number = 1 + Math.max(30, ...runs.map((each) => each.number))
      const run = scriptedRun(number, GenerationRequest.parse(request), workers, Date.now())
      runs.push(run)
      const { job, batches } = run.at(Date.now())
      emit(['jobChanged', job])
      for (const batch of batches.filter(({ state }) => state === 'computing')) emit(['batchChanged', batch])
      emit([
        'forecastChanged',
        { jobId: job.id, batches: batches.filter(({ state }) => state === 'forecast') },
      ])
      plays.set(job.id, play(run, emit))
      return job
    },
    cancelJob: ({ jobId }) => become(jobId, 'cancelled'),
    pauseJob: ({ jobId }) => become(jobId, 'paused'),
    resumeJob: ({ jobId }) => become(jobId, 'running'),
    pauseQueue: () => all(true),
    resumeQueue: () => all(false),
    moveJob: ({ jobId, before }) => {
      const { queue } = history.move(JobId.parse(jobId), before === null ? null : JobId.parse(before))
      emit(['queueArranged', queue])
      return { queue }
    },
    listHistory: ({ text }) => ({ jobs: history.list(text) }),
    pastJob: ({ jobId }) => history.get(JobId.parse(jobId)),
    clearHistory: () => {
      const count = history.clear()
      emit(['historyChanged', {}])
      return { token: 1, count }
    },
    restoreHistory: () => {
      const count = history.restore()
      emit(['historyChanged', {}])
      return { count }
    },
    updateSettings: ({ patch }) => {
      settings = { ...settings, ...patch } as typeof settings
      emit(['settingsChanged', settings])
      return settings
    },
    exportSettings: () => ({ fileName: 'tributary-settings.json', text: '{}' }),
    saveSettingsExport: () => ({ file: 'tributary-settings.json' }),
    readSettings: () => ({ patch: { graceSeconds: 5 }, refused: [], withoutPictures: [] }),
    startDemoFleet: () => {
      workers = scriptedFleet({ ...scenario, state: 'idle', fleet: 3 })
      for (const worker of workers) emit(['workerChanged', worker])
      tellOffers(workers, emit)
      settings = { ...settings, demoFleet: true }
      emit(['settingsChanged', settings])
      return workers
    },
    stopDemoFleet: () => {
      for (const { config } of workers) emit(['workerRemoved', { workerId: config.id }])
      workers = []
      tellOffers(workers, emit)
      settings = { ...settings, demoFleet: false }
      emit(['settingsChanged', settings])
      return {}
    },
    listImages: trash.listed(galleryAnswer(pictures, scenario.pictures)),
    ...trash.answers,
    ...lastSessionAnswers(scenario),
    imageFacets: () => ({
      workers: [
        { value: 'laptop', images: 240 },
        { value: 'argon', images: 61 },
      ],
      checkpoints: [{ value: 'dreamshaper_8', images: 301 }],
    }),
    markImages: ({ imageIds, favourite }) => {
      emit(['imagesMarked', { imageIds, favourite } as never])
      return {}
    },
    chooseOutputFolder: () => ({ folder: '/home/robin/Pictures/Renders' }),
    openOutputFolder: () => ({}),
    openWildcardFolder: () => ({}),
    listPrompts: () => ({
      prompts: [
        'a lighthouse on a cliff, (storm light:1.2), gulls, <lora:ink-wash:0.7>',
        'harbour at dawn, fishing boats, {mist|rain|first snow}, soft light',
        'old library, dust in the sun, oil painting',
      ],
      negativePrompts: ['people, text, frame', 'lowres, blurry, watermark'],
    }),
    drawPrompts: ({ request, most }) => ({ prompts: drawnRoughly(request, most) }),
    networkPicture: ({ kind, name }) =>
      scenario.silent ? new Promise<never>(() => {}) : { id: networkPictured(kind, name) },
    networkDetails: ({ kind, name }) =>
      scenario.silent ? new Promise<never>(() => {}) : networkTold(kind, name),
    countTokens: ({ texts }) => ({ counts: texts.map(countedRoughly) }),
    listWildcards: () => ({
      folder: '/home/robin/.config/Tributary/wildcards',
      lists: [
        { name: 'light', lines: 10, sample: 'golden hour' },
        { name: 'weather', lines: 12, sample: 'clear sky' },
      ],
    }),
    revealImage: () => ({}),
    ...workerAnswers(fleet, emit),
    ...detailsAnswers(fleet, scenario.alike),
  }
}

function lastSessionAnswers({ lastSession }: Scenario): Pick<Answers, 'listImages'> {
  if (lastSession === 'loading') return { listImages: () => new Promise<never>(() => {}) }
  if (lastSession === 'read') return {}
  return {
    listImages: () => {
      throw new ScriptedProblem('The index of the pictures cannot be read: database is locked.')
    },
  }
}

/** Makes the events of a run as its time comes. Returns what stops it. */
function play(run: ScriptedRun, emit: (event: EventArguments) => void): () => void {
  let before = Date.now()
  const timer = setInterval(() => {
    const now = Date.now()
    for (const event of run.between(before, now)) emit(event)
    before = now
    if (now > run.endsAt) clearInterval(timer)
  }, TICK_MS)
  return () => clearInterval(timer)
}
