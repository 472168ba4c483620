import { DETAILER_MODELS_PATH } from '../protocol/detailer-models.ts'
import type { GenerationCall } from '../protocol/generation-fields.ts'
import { hasRoute } from '../protocol/server-facts.ts'
import { controlNetRoutes } from './controlnet-routes.ts'
import type { Engine } from './engine.ts'
import { listRoutes } from './list-routes.ts'
import { networkRoutes } from './network-routes.ts'
import { pictureRoutes } from './picture-routes.ts'
import { progressRoutes } from './progress-routes.ts'
import { readFields } from './read-fields.ts'
import { json } from './reply.ts'
import { apiRoute, type Route } from './route.ts'
import { settingsRoutes } from './settings-routes.ts'

/** All routes of a server, as its kind has them. `panel` false: without the routes of the panel (`--nowebui`). */
export function routesOf(engine: Engine, { panel }: { readonly panel: boolean }): Route[] {
  return [
    generationRoute(engine, 'txt2img'),
    generationRoute(engine, 'img2img'),
    ...progressRoutes(engine),
    ...listRoutes(engine),
    ...settingsRoutes(engine),
    ...pictureRoutes(engine),
    ...controlNetRoutes(engine),
    ...detailerRoutes(engine),
    ...networkRoutes(engine),
    ...ownRoutes(engine),
  ].filter(({ path }) => hasRoute(engine.facts, path) && (panel || !PANEL.test(path)))
}

/** What there is only with the panel. */
const PANEL = /^\/(?:internal|sd_extra_networks)\//

/** ADetailer's own, there without the API. */
function detailerRoutes({ lists }: Engine): Route[] {
  const models = lists.detailerModels()
  if (models === null) return []
  return [
    {
      ...{ method: 'GET', path: DETAILER_MODELS_PATH, gate: 'extension' },
      handle: () => json({ ad_model: models }),
    },
  ]
}

const generationRoute = (engine: Engine, call: GenerationCall): Route =>
  apiRoute('POST', call, async ({ body, receivedAt }) => {
    const fields = readFields(call, body, engine.facts)
    return { as: 'images', answer: await engine.generate(call, fields, receivedAt) }
  })

/** Paths that only one kind has. */
function ownRoutes(engine: Engine): Route[] {
  const { facts, lists } = engine
  const status = () => ({
    checkpoint: engine.loaded?.name ?? null,
    samplers: lists.samplers(),
    schedulers: lists.schedulers(),
    idle: engine.look().idle,
    queued: engine.queueLength,
  })
  return Object.entries(facts.ownRoutes).map(([path, tell]) => ({
    ...{ method: 'GET', path, gate: 'ui', handle: () => json(tell(status(), facts)) },
  }))
}
