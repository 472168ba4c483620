import type { Capabilities } from '../worker.ts'
import type { NameTable } from './name-table.ts'

/** "control_v11p_sd15_canny [d14c016b]" is a name and, where the server knows it, a hash. */
const EXTENSION = /\.(safetensors|pth|pt|ckpt|bin)$/i
const HASHED = /^(.*?)\s*\[([0-9a-f]{6,64})\]$/i

interface ControlModel {
  readonly name: string
  /** null: not known */
  readonly hash: string | null
}

function parts(model: string): ControlModel {
  const trimmed = model.trim().slice(0, 1000)
  const [, name = trimmed, hash = null] = HASHED.exec(trimmed) ?? []
  return {
    name: name.replace(EXTENSION, '').toLowerCase(),
    hash: hash?.toLowerCase() ?? null,
  }
}

/**
 * A server's own spelling of a model for ControlNet; null: it lists none of that kind. The same hash is the same file, whatever it is called;
 * another hash is another file. Where one of the two has none, the name decides.
 */
export function controlModelOn(models: readonly string[], wanted: string): string | null {
  const asked = parts(wanted)
  const listed = models.map((model) => ({ model, ...parts(model) }))
  const byHash = asked.hash === null ? undefined : listed.find(({ hash }) => hash === asked.hash)
  const byName = listed.filter(
    ({ name, hash }) => name === asked.name && (hash === null || asked.hash === null),
  )
  return (byHash ?? byName[0])?.model ?? null
}

/** What a server has of ControlNet; null: it does not tell. One without ControlNet has nothing of it. */
export const controlListOf = (
  has: Pick<Capabilities, 'controlModels' | 'controlModules' | 'scripts'>,
  which: 'controlModels' | 'controlModules',
): readonly string[] | null => has[which] ?? (has.scripts?.includes('controlnet') === false ? NOTHING : null)

const NOTHING: readonly string[] = []

/** Names of ControlNet, told apart without regard to case and to what stands behind the name of a file. */
export const CONTROL_NAMES: NameTable = {
  keyOf: (name) => name.trim().toLowerCase().replace(EXTENSION, ''),
  labelOf: (name) => name,
  knows: () => false,
}
