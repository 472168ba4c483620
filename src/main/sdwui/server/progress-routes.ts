import type { Engine } from './engine.ts'
import { json, type Reply } from './reply.ts'
import { apiRoute, type Route } from './route.ts'
import { readJsonObject } from './validate-body.ts'

/** progress, interrupt, skip; task ids of the panel. */
export function progressRoutes(engine: Engine): Route[] {
  const ofPanel = (method: Route['method'], path: string, handle: Route['handle']): Route => ({
    ...{ method, path, gate: 'ui', handle },
  })
  const quiet = (value: unknown): Reply =>
    engine.facts.emptyAnswers === '204' ? { as: 'empty', status: 204 } : json(value)
  return [
    apiRoute('GET', 'progress', async ({ query }) =>
      json(await progress(engine, query.get('skip_current_image') === 'true')),
    ),
    apiRoute('POST', 'interrupt', () => {
      engine.interrupt()
      return quiet({})
    }),
    apiRoute('POST', 'skip', () => {
      engine.skip()
      return quiet(null)
    }),
    ofPanel('GET', '/internal/ping', () => json({})),
    ofPanel('POST', '/internal/progress', async ({ body }) =>
      json(await taskProgress(engine, readJsonObject(body))),
    ),
    ofPanel('GET', '/internal/pending-tasks', () => {
      const tasks = engine.waitingTasks()
      return json({ size: tasks.length, tasks })
    }),
  ]
}

/** What it counts from as soon as a job runs. */
const BEGUN = 0.01

/** modules/api/api.py, progressapi: 0.01 from the start, ETA from the whole elapsed time. */
async function progress(engine: Engine, skipImage: boolean): Promise<unknown> {
  const { idle, report, fraction, elapsedSeconds, toldProgress } = engine.look()
  const { stopping_generation, ...others } = report
  const state = engine.facts.stoppingTold ? { ...others, stopping_generation } : others
  if (idle) return { progress: 0, eta_relative: 0, state, current_image: null, textinfo: null }
  const share = toldProgress ?? Math.min(1, BEGUN + fraction)
  const preview = skipImage || toldProgress !== undefined ? null : await engine.preview()
  return {
    progress: share,
    eta_relative: share > 0 ? elapsedSeconds / share - elapsedSeconds : 0,
    state,
    current_image: preview?.file.toString('base64') ?? null,
    textinfo: null,
  }
}

/** modules/progress.py, progressapi: without the 0.01; a preview only when newer than the one the client has. */
async function taskProgress(engine: Engine, body: Record<string, unknown>): Promise<unknown> {
  const id = String(body.id_task ?? '')
  const { active, queued, completed, place } = engine.task(id)
  const known = typeof body.id_live_preview === 'number' ? body.id_live_preview : -1
  if (!active) {
    const textinfo = queued ? `In queue: ${place}/${engine.waitingTasks().length}` : 'Waiting...'
    return {
      ...{ active, queued, completed, progress: null, eta: null, live_preview: null },
      ...{ id_live_preview: -1, textinfo },
    }
  }
  const { elapsedSeconds, toldProgress, ...look } = engine.look()
  const fraction = toldProgress ?? look.fraction
  const preview = body.live_preview === false || toldProgress !== undefined ? null : await engine.preview()
  const fresh = preview !== null && preview.id !== known ? preview : null
  return {
    ...{ active, queued, completed, progress: fraction, textinfo: null },
    eta: fraction > 0 ? elapsedSeconds / fraction - elapsedSeconds : null,
    live_preview:
      fresh === null ? null : `data:image/${formatOf(fresh.file)};base64,${fresh.file.toString('base64')}`,
    id_live_preview: fresh?.id ?? known,
  }
}

const formatOf = (file: Buffer) => (file[0] === 0x89 ? 'png' : file[0] === 0xff ? 'jpeg' : 'webp')
