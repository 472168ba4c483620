/** "control_v11p_sd15_canny [d14c016b]" is a name and, where the server knows it, a hash. */
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
    name: name.replace(/\.(safetensors|pth|pt|ckpt|bin)$/i, '').toLowerCase(),
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
