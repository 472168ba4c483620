import { pythonError } from '../protocol/server-error.ts'
import type { Engine } from './engine.ts'
import { json, type Reply } from './reply.ts'
import { apiRoute, type Route } from './route.ts'
import { readJsonObject } from './validate-body.ts'

/** Options, models, and the life of the process. */
export function settingsRoutes(engine: Engine): Route[] {
  const { facts } = engine
  const done = (value: unknown): Reply =>
    facts.emptyAnswers === '204' ? { as: 'empty', status: 204 } : json(value)
  const refresh = (name: string, gate: Route['gate'] = 'api'): Route =>
    apiRoute(
      'POST',
      `refresh-${name}`,
      async () => {
        await engine.refresh()
        return done(null)
      },
      gate,
    )
  const move = (name: string, where: 'out' | 'in'): Route =>
    apiRoute('POST', name, () => {
      engine.place(where)
      return json({})
    })
  return [
    apiRoute('GET', 'options', () =>
      json(
        // The one model of a process, by its bare name.
        facts.modelChange === 'none'
          ? { ...engine.options(), sd_model_checkpoint: engine.loaded?.name ?? null }
          : engine.options(),
      ),
    ),
    ...(facts.modelChange === 'none'
      ? []
      : [apiRoute('POST', 'options', ({ body }) => setOptions(engine, readJsonObject(body)))]),
    apiRoute('GET', 'checkpoint', () => {
      const { loaded } = engine
      if (loaded === null) return json({})
      const { title, name, sha256 } = loaded
      return json({ type: 'sd', title, name, hash: sha256?.slice(0, 10) ?? null })
    }),
    apiRoute('POST', 'checkpoint', async ({ query }) => {
      await engine.setOptions({ sd_model_checkpoint: query.get('sd_model_checkpoint') ?? '' })
      return json({ ok: true })
    }),
    refresh('checkpoints'),
    refresh('vae'),
    refresh('embeddings'),
    refresh('loras', facts.openLoras ? 'extension' : 'api'),
    move('unload-checkpoint', 'out'),
    move('reload-checkpoint', 'in'),
    ...controlRoutes(engine),
  ]
}

/** Stop, kill and restart, with `--api-server-stop`. */
function controlRoutes({ facts, control }: Engine): Route[] {
  if (control === null) return []
  const allowed: Route[] = [
    apiRoute('POST', 'server-stop', () => {
      queueMicrotask(() => control.kill())
      return { as: 'text', text: 'Stopping.' }
    }),
    apiRoute('POST', 'server-kill', () => ({ as: 'reset', after: () => control.kill() })),
    apiRoute('POST', 'server-restart', () =>
      control.comesBack ? { as: 'reset', after: () => control.restart() } : { as: 'empty', status: 501 },
    ),
  ]
  const always: Route[] = [
    apiRoute('POST', 'restart', () => {
      setImmediate(() => control.restart())
      return { as: 'empty', status: 204 }
    }),
  ]
  return [...(control.allowed ? allowed : []), ...(facts.restartFlag ? [] : always)]
}

async function setOptions(engine: Engine, changes: Record<string, unknown>): Promise<Reply> {
  if (!engine.facts.optionsConfirmed) {
    await engine.setOptions(changes)
    return json(null)
  }
  const updated: Record<string, boolean>[] = []
  for (const [key, value] of Object.entries(changes)) {
    const known = engine.hasOption(key)
    if (known) await engine.setOptions({ [key]: value })
    updated.push({ [key]: known })
  }
  if (updated.length === 0) throw pythonError('ValueError', 'no options given')
  return json({ updated })
}
