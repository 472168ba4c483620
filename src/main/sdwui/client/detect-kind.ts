import type { Capabilities, ServerKind } from '../../../shared/worker.ts'
import type { Recognition } from '../protocol/server-facts.ts'
import { KNOWN_KINDS, type KnownKind, SERVER_FACTS } from '../protocol/server-kinds.ts'
import { askForNow } from './ask-for-now.ts'
import type { WorkerHttp } from './http.ts'

interface Detected {
  readonly kind: ServerKind
  readonly hasApi: boolean
  /** false under --nowebui, and where a proxy hides /internal */
  readonly hasTaskRoutes: boolean
}

type BySpec = Extract<Recognition, { by: 'openapi' }> & { readonly kind: KnownKind }
type ByRoute = Extract<Recognition, { by: 'route' }> & { readonly kind: KnownKind }

/** What stands in an openapi.json, as far as it tells one kind from another. */
interface Spec {
  readonly title: string
  readonly paths: Readonly<Record<string, unknown>>
  /** of a txt2img request */
  readonly fields: Readonly<Record<string, unknown>>
}

const LONGEST_TITLE = 1000
const WITHOUT_TASKS = { hasApi: true, hasTaskRoutes: false }

const KINDS = KNOWN_KINDS.map((kind) => ({ kind, ...SERVER_FACTS[kind].recognition }))
const BY_ROUTE = KINDS.filter((each): each is ByRoute => each.by === 'route')

/** A title says more than a path, a path more than a field; last comes the kind that has nothing of its own. */
const rank = ({ title, path, field }: BySpec) =>
  [title !== undefined, path !== undefined, field !== undefined, true].indexOf(true)
const BY_SPEC = KINDS.filter((each): each is BySpec => each.by === 'openapi').sort(
  (a, b) => rank(a) - rank(b),
)

/** What is read of openapi.json: names of routes, and fields of one schema. */
const SPEC_FIELDS = [
  ...['info', 'title', 'paths', '/sdapi/v1/txt2img', '/internal/progress'],
  ...['components', 'schemas', 'StableDiffusionProcessingTxt2Img', 'properties'],
  ...BY_SPEC.flatMap(({ path, field }) => [path, field].filter((name) => name !== undefined)),
]

/**
 * What kind of server answers, by the cheap order: its openapi.json, then routes that only some kinds have. Of openapi.json, which may name
 * any number of paths, only what is asked here is looked at. `before`: what it was, for a server that does not tell for now.
 * Where that had a route of its own it is asked for first, so that no route is asked for in vain again.
 */
export async function detectKind(
  http: WorkerHttp,
  signal: AbortSignal,
  before: Capabilities | null = null,
): Promise<Detected> {
  const last = BY_ROUTE.find(({ kind }) => kind === before?.kind)
  if (last !== undefined && (await hasRouteOf(http, last, signal)))
    return { kind: last.kind, ...WITHOUT_TASKS }
  const told = await askForNow(http, '/openapi.json', signal, SPEC_FIELDS)
  if (told === undefined && before !== null)
    return { kind: before.kind, hasApi: true, hasTaskRoutes: before.taskIds }
  const spec = specOf(told)
  if (Object.keys(spec.paths).length > 0) {
    const kind = kindOf(spec)
    return {
      kind,
      hasApi: !SERVER_FACTS[kind].apiFlag || Object.hasOwn(spec.paths, '/sdapi/v1/txt2img'),
      hasTaskRoutes: Object.hasOwn(spec.paths, '/internal/progress'),
    }
  }
  for (const each of BY_ROUTE)
    if (await hasRouteOf(http, each, signal)) return { kind: each.kind, ...WITHOUT_TASKS }
  return { kind: 'unknown', ...WITHOUT_TASKS }
}

const kindOf = ({ title, paths, fields }: Spec): KnownKind =>
  BY_SPEC.find(
    (kind) =>
      (kind.title?.test(title) ?? true) &&
      (kind.path === undefined || Object.hasOwn(paths, kind.path)) &&
      (kind.field === undefined || Object.hasOwn(fields, kind.field)),
  )?.kind ?? 'a1111'

async function hasRouteOf(
  http: WorkerHttp,
  { path, result }: ByRoute,
  signal: AbortSignal,
): Promise<boolean> {
  const answer = await http.optional(path, signal)
  if (result === undefined) return answer !== null
  const said = record(answer).result
  return typeof said === 'string' && result.test(said)
}

function specOf(told: unknown): Spec {
  const spec = record(told)
  const { title } = record(spec.info)
  const request = record(record(record(spec.components).schemas).StableDiffusionProcessingTxt2Img)
  return {
    title: typeof title === 'string' ? title.slice(0, LONGEST_TITLE) : '',
    paths: record(spec.paths),
    fields: record(request.properties),
  }
}

/** An object of an answer; of what is anything else, an empty one. */
export const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
