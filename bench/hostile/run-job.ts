import { readdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { App } from '../../src/main/app/app.ts'
import { isAsAsked, type JobView } from '../../src/shared/job.ts'
import { inWords } from '../../src/shared/words/say.ts'
import { addServer, openApp, picturesOf, requestOf, within } from './open-app.ts'
import { startProbe } from './probe.ts'
import type { Found, Task } from './task.ts'
import { NASTY } from './tricks.ts'
import { EventWatch } from './watch-events.ts'

const IMAGES = 16
/** ms of real time: for the job, and after it for what the hostile server is still at */
const JOB_MS = 30_000
const AFTERWARDS_MS = 10_000
/** The good server alone needs 1.6 s; a machine that stands still is waited for before its images are made elsewhere. */
const LATE_SECONDS = 15
/** Done is done: a job ends so soon after its last picture. */
const LINGERS_SECONDS = 3
/** A batch is 8 images at most; extensions may append some to each. */
const MOST_SPOOLED = 100
const MOST_WORDS = 2_000
const MOST_EVENT_BYTES = 16 << 20
const SPOOL_LOOK_MS = 20
const WAIT_MS = 50
const OVER: ReadonlySet<JobView['state']> = new Set(['finished', 'failed', 'cancelled'])

/** A job on a good and a hostile server, in an app with a panel that is told everything. */
export async function runJob(task: Task): Promise<Found> {
  const app = await openApp(task.folder)
  const events = new EventWatch(app)
  await app.start({ resume: false })
  const spool = watchSpool(picturesOf(task.folder))
  const probed = startProbe()
  await addServer(app, 'good', task.good)
  const named = await takesNastyName(app, task.hostile)
  const id = await addServer(app, 'hostile', task.hostile)

  const began = performance.now()
  const { id: jobId } = await app.handlers.submitJob({ request: requestOf(IMAGES) })
  let lastSeconds = Number.POSITIVE_INFINITY
  app.subscribe((...[name]) => {
    if (name === 'imageStored') lastSeconds = (performance.now() - began) / 1000
  })
  const previews = lookAtPreviews(app)
  const done = await within(over(app, jobId), JOB_MS)
  const seconds = (performance.now() - began) / 1000
  previews.stop()
  const shown = await lookAtThumbnails(app, jobId)
  await untilIdle(app, id, AFTERWARDS_MS)
  const measured = probed()

  const spooled = spool.most()
  const stored = app.gallery.imagesOfJob(jobId).filter(({ flags }) => isAsAsked(flags)).length
  const nasty = events.nasty()
  const complaints = [
    ...(stored === IMAGES ? [] : ['pictures are missing']),
    ...(lastSeconds > LATE_SECONDS ? [`the pictures took ${lastSeconds.toFixed(0)} s`] : []),
    ...(done === null || seconds > lastSeconds + LINGERS_SECONDS
      ? ['the job does not end with its last picture']
      : []),
    ...(named ? ['a worker may have control characters in its name'] : []),
    ...(spooled > MOST_SPOOLED ? [`${spooled} files were spooled at a time`] : []),
    ...(events.longestWords() > MOST_WORDS ? [`a text of ${events.longestWords()} characters is kept`] : []),
    ...(events.largest > MOST_EVENT_BYTES ? ['an event is larger than 16 MiB'] : []),
    ...(nasty === null ? [] : [`${JSON.stringify(nasty.slice(0, 40))} is shown`]),
  ]
  const outcome = [
    `${stored} of ${IMAGES} pictures in ${lastSeconds.toFixed(1)} s, the job ${done === null ? 'still runs' : `is ${done.state}`} after ${seconds.toFixed(1)} s`,
    wordsAbout(app, id, done),
    shown,
    previews.seen() > 0 ? `${previews.seen()} previews served` : '',
    `${spooled} files spooled at most`,
    `events ${size(events.bytes)}, largest ${size(events.largest)}`,
    `longest text ${events.longestWords()}`,
  ]
  await within(app.stop(), AFTERWARDS_MS)
  return { ...measured, outcome: outcome.filter((words) => words !== '').join('; '), complaints }
}

/** Resolves when the panel shows the job as over; what is left with a server that does not answer may still be on its way. */
function over(app: App, jobId: JobView['id']): Promise<JobView> {
  return new Promise((resolve) => {
    const look = () => {
      const job = app.dispatcher.jobs().find(({ id }) => id === jobId)
      if (job !== undefined && OVER.has(job.state)) resolve(job)
    }
    app.subscribe((...[name]) => {
      if (name === 'jobChanged') look()
    })
    look()
  })
}

const size = (bytes: number) =>
  bytes < 1 << 20 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 2 ** 20).toFixed(1)} MB`

/** What the panel says about the hostile server. */
function wordsAbout(app: App, id: string, job: JobView | null): string {
  const view = app.fleet.views().find(({ config }) => config.id === id)
  const made = job?.tallies.find(({ workerId }) => workerId === id)
  const words = inWords(view?.problem?.message ?? made?.madeNone ?? '', 'past')
  return `it: ${view?.state ?? 'gone'}${words === '' ? '' : `, "${words.slice(0, 100)}"`}`
}

/** Names come from people and from files that they import. */
async function takesNastyName(app: App, url: string): Promise<boolean> {
  return await app.fleet.add({ name: `bad${NASTY}`, url }, { simulated: true }).then(
    () => true,
    () => false,
  )
}

/** Counts what waits in the spool. */
function watchSpool(folder: string): { most(): number } {
  let most = 0
  const timer = setInterval(async () => {
    const names = await readdir(folder, { recursive: true }).catch(() => [])
    most = Math.max(most, names.filter((name) => /spool.*\.\w+$/.test(name)).length)
  }, SPOOL_LOOK_MS)
  timer.unref()
  return { most: () => most }
}

/** Asks for every live preview, as a panel does that shows them. */
function lookAtPreviews(app: App): { stop(): void; seen(): number } {
  let seen = 0
  const timer = setInterval(async () => {
    for (const batch of app.dispatcher.batches()) {
      const answer = await app.serve(new Request(`tributary://preview/${batch.id}`))
      if (answer.ok) seen++
      await answer.arrayBuffer()
    }
  }, 300)
  return { stop: () => clearInterval(timer), seen: () => seen }
}

async function lookAtThumbnails(app: App, jobId: JobView['id']): Promise<string> {
  let [drawn, refused] = [0, 0]
  for (const { id } of app.gallery.imagesOfJob(jobId)) {
    const answer = await app.serve(new Request(`tributary://thumb/${id}`))
    await answer.arrayBuffer()
    if (answer.ok) drawn++
    else refused++
  }
  return `${drawn} thumbnails${refused > 0 ? `, ${refused} refused` : ''}`
}

/** Until nothing of ours is with that server any more, or so many ms. */
async function untilIdle(app: App, id: string, ms: number): Promise<void> {
  const end = performance.now() + ms
  do {
    await sleep(WAIT_MS)
  } while (performance.now() < end && isBusy(app, id))
}

function isBusy(app: App, id: string): boolean {
  return app.fleet.views().some(({ config, state }) => config.id === id && state === 'working')
}
