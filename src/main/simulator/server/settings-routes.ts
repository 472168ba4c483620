import type { Sdwui } from '../engine/sdwui.ts'
import { pythonError } from '../protocol/server-error.ts'
import { readJsonObject } from '../protocol/validate-body.ts'
import { json, type Reply } from './reply.ts'
import type { InstanceControl, Route } from './routes.ts'

/** Options, models, and the life of the process. */
export function settingsRoutes(sdwui: Sdwui, control: InstanceControl): Route[] {
  const { options, dialect } = sdwui
  const api = (method: Route['method'], name: string, handle: Route['handle']): Route => ({
    ...{ method, path: `/sdapi/v1/${name}`, gate: 'api', handle },
  })
  const done = (value: unknown): Reply =>
    dialect.emptyAnswers === '204' ? { as: 'empty', status: 204 } : json(value)
  const refresh = (name: string, gate: Route['gate'] = 'api'): Route => ({
    ...api('POST', `refresh-${name}`, async () => {
      await sdwui.refresh()
      return done(null)
    }),
    gate,
  })
  const serverControl: Route[] =
    options.serverControl === 'none'
      ? []
      : [
          api('POST', 'server-stop', () => {
            queueMicrotask(() => control.kill())
            return { as: 'text', text: 'Stopping.' }
          }),
          api('POST', 'server-kill', () => ({ as: 'reset', after: () => control.kill() })),
          api('POST', 'server-restart', () =>
            options.serverControl === 'script'
              ? { as: 'reset', after: () => control.restart() }
              : { as: 'empty', status: 501 },
          ),
        ]
  // SD.Next restarts without a flag.
  const sdnextRestart: Route[] =
    options.kind === 'sdnext'
      ? [
          api('POST', 'restart', () => {
            setImmediate(() => control.restart())
            return { as: 'empty', status: 204 }
          }),
        ]
      : []
  return [
    api('GET', 'options', () =>
      json(
        // The one model of a process, by its bare name.
        dialect.modelChange === 'none'
          ? { ...sdwui.settings.all(), sd_model_checkpoint: sdwui.loaded?.name ?? null }
          : sdwui.settings.all(),
      ),
    ),
    ...(dialect.modelChange === 'none'
      ? []
      : [api('POST', 'options', (request) => setOptions(sdwui, readJsonObject(request.body)))]),
    api('GET', 'checkpoint', () => {
      const { loaded } = sdwui
      return json(
        loaded === null
          ? {}
          : {
              type: 'sd',
              title: sdwui.shelf.title(loaded),
              name: loaded.name,
              hash: loaded.sha256.slice(0, 10),
            },
      )
    }),
    api('POST', 'checkpoint', async ({ query }) => {
      await sdwui.setOptions({ sd_model_checkpoint: query.get('sd_model_checkpoint') ?? '' })
      return json({ ok: true })
    }),
    refresh('checkpoints'),
    refresh('vae'),
    refresh('embeddings'),
    refresh('loras', options.kind === 'sdnext' ? 'api' : 'extension'),
    api('POST', 'unload-checkpoint', () => {
      sdwui.memory.setLoaded(false)
      return json({})
    }),
    api('POST', 'reload-checkpoint', () => {
      sdwui.memory.setLoaded(true)
      return json({})
    }),
    ...serverControl,
    ...sdnextRestart,
  ]
}

async function setOptions(sdwui: Sdwui, changes: Record<string, unknown>): Promise<Reply> {
  if (sdwui.options.kind !== 'sdnext') {
    await sdwui.setOptions(changes)
    return json(null)
  }
  // SD.Next tells per key whether it knew it.
  const updated: Record<string, boolean>[] = []
  for (const [key, value] of Object.entries(changes)) {
    const known = sdwui.settings.has(key)
    if (known) await sdwui.setOptions({ [key]: value })
    updated.push({ [key]: known })
  }
  if (updated.length === 0) throw pythonError('ValueError', 'no options given')
  return json({ updated })
}
