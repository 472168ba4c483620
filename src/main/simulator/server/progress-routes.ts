import type { Sdwui } from '../engine/sdwui.ts'
import { readJsonObject } from '../protocol/validate-body.ts'
import { json, type Reply } from './reply.ts'
import type { Route } from './routes.ts'

/** progress, interrupt, skip; task ids of the panel. */
export function progressRoutes(sdwui: Sdwui): Route[] {
  const route = (
    method: Route['method'],
    path: string,
    gate: Route['gate'],
    handle: Route['handle'],
  ): Route => ({
    ...{ method, path, gate, handle },
  })
  const quiet = (value: unknown): Reply =>
    sdwui.dialect.emptyAnswers === '204' ? { as: 'empty', status: 204 } : json(value)
  return [
    route('GET', '/sdapi/v1/progress', 'api', async ({ query }) =>
      json(await progress(sdwui, query.get('skip_current_image') === 'true')),
    ),
    route('POST', '/sdapi/v1/interrupt', 'api', () => {
      sdwui.interrupt()
      return quiet({})
    }),
    route('POST', '/sdapi/v1/skip', 'api', () => {
      sdwui.skip()
      return quiet(null)
    }),
    route('GET', '/internal/ping', 'ui', () => json({})),
    route('POST', '/internal/progress', 'ui', async ({ body }) =>
      json(await taskProgress(sdwui, readJsonObject(body))),
    ),
    route('GET', '/internal/pending-tasks', 'ui', () => {
      const tasks = sdwui.tasks.waiting()
      return json({ size: tasks.length, tasks })
    }),
  ]
}

/** modules/api/api.py, progressapi: 0.01 from the start, ETA from the whole elapsed time. */
async function progress(sdwui: Sdwui, skipImage: boolean): Promise<unknown> {
  const { state, elapsed, constant } = sdwui.look()
  const { stopping_generation, ...report } = state.report()
  const shown = sdwui.options.kind === 'sdnext' ? report : { ...report, stopping_generation }
  if (state.idle) return { progress: 0, eta_relative: 0, state: shown, current_image: null, textinfo: null }
  const share = constant ?? Math.min(1, 0.01 + state.fraction())
  const preview = skipImage || constant !== null ? null : await sdwui.preview()
  return {
    progress: share,
    eta_relative: share > 0 ? elapsed / share - elapsed : 0,
    state: shown,
    current_image: preview?.file.toString('base64') ?? null,
    textinfo: null,
  }
}

/** modules/progress.py, progressapi: without the 0.01; a preview only when newer than the one the client has. */
async function taskProgress(sdwui: Sdwui, body: Record<string, unknown>): Promise<unknown> {
  const id = String(body.id_task ?? '')
  const { active, queued, completed, place } = sdwui.tasks.where(id)
  const known = typeof body.id_live_preview === 'number' ? body.id_live_preview : -1
  if (!active) {
    const textinfo = queued ? `In queue: ${place}/${sdwui.tasks.waiting().length}` : 'Waiting...'
    return {
      ...{
        active,
        queued,
        completed,
        progress: null,
        eta: null,
        live_preview: null,
        id_live_preview: -1,
        textinfo,
      },
    }
  }
  const { state, elapsed, constant } = sdwui.look()
  const fraction = constant ?? state.fraction()
  const preview = body.live_preview === false || constant !== null ? null : await sdwui.preview()
  const fresh = preview !== null && preview.id !== known ? preview : null
  return {
    ...{ active, queued, completed, progress: fraction, textinfo: null },
    eta: fraction > 0 ? elapsed / fraction - elapsed : null,
    live_preview:
      fresh === null ? null : `data:image/${formatOf(fresh.file)};base64,${fresh.file.toString('base64')}`,
    id_live_preview: fresh?.id ?? known,
  }
}

const formatOf = (file: Buffer) => (file[0] === 0x89 ? 'png' : file[0] === 0xff ? 'jpeg' : 'webp')
