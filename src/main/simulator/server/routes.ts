import type { Sdwui } from '../engine/sdwui.ts'
import type { FleetSeconds } from '../engine/sim-time.ts'
import type { GenerationCall } from '../protocol/generation-fields.ts'
import { fieldsOfKind } from '../protocol/of-kind.ts'
import type { RawBody } from '../protocol/validate-body.ts'
import { listRoutes } from './list-routes.ts'
import { pictureRoutes } from './picture-routes.ts'
import { progressRoutes } from './progress-routes.ts'
import { json, type Reply } from './reply.ts'
import { settingsRoutes } from './settings-routes.ts'

/** A request as a route sees it. */
export interface RouteRequest {
  readonly body: RawBody
  readonly query: URLSearchParams
  /** moment of fleet time at which it came in */
  readonly receivedAt: FleetSeconds
}

export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** 'api': behind --api and --api-auth; 'extension': a built-in extension's, there always; 'ui': the panel's own */
  readonly gate: 'api' | 'extension' | 'ui'
  handle(request: RouteRequest): Promise<Reply> | Reply
}

/** What routes may do to the instance beyond the process. */
export interface InstanceControl {
  /** the process ends; with a script around it, it comes back */
  restart(): void
  kill(): void
}

/** All routes of one process, as its kind has them. */
export function routesOf(sdwui: Sdwui, control: InstanceControl): Route[] {
  const { lacks } = sdwui.dialect
  return [
    generationRoute(sdwui, 'txt2img'),
    generationRoute(sdwui, 'img2img'),
    ...progressRoutes(sdwui),
    ...listRoutes(sdwui),
    ...settingsRoutes(sdwui, control),
    ...pictureRoutes(sdwui),
    ...ownRoutes(sdwui),
  ].filter(({ path }) => !lacks.includes(path) && (sdwui.options.panel || !path.startsWith('/internal/')))
}

function generationRoute(sdwui: Sdwui, call: GenerationCall): Route {
  return {
    method: 'POST',
    path: `/sdapi/v1/${call}`,
    gate: 'api',
    async handle({ body, receivedAt }) {
      const fields = fieldsOfKind(sdwui.options.kind, call, body)
      return { as: 'images', generated: await sdwui.generate(call, fields, receivedAt) }
    },
  }
}

/** Paths that only the C++ servers have; by them they are recognised. */
function ownRoutes(sdwui: Sdwui): Route[] {
  const open = (path: string, value: () => unknown): Route => ({
    ...{ method: 'GET', path, gate: 'ui', handle: () => json(value()) },
  })
  const model = () => sdwui.loaded?.name ?? null
  switch (sdwui.options.kind) {
    case 'sdcpp':
      return [
        open('/sdcpp/v1/capabilities', () => ({
          ...{ model: model(), samplers: sdwui.options.samplers, schedulers: sdwui.options.schedulers },
          limits: { max_batch: 64 },
        })),
      ]
    case 'koboldcpp':
      return [
        open('/api/extra/version', () => ({ result: 'KoboldCpp', version: '1.102', txt2img: true })),
        open('/api/extra/perf', () => ({ idle: sdwui.queueLength === 0 ? 1 : 0, queue: sdwui.queueLength })),
        open('/ping', () => ({ status: 'ok' })),
      ]
    case 'sdnext':
      return [
        open('/sdapi/v1/version', () => ({ app: 'sd.next', version: sdwui.dialect.version })),
        open('/sdapi/v1/status', () => ({
          status: sdwui.look().state.idle ? 'idle' : 'running',
          queued: sdwui.queueLength,
        })),
      ]
    default:
      return []
  }
}
