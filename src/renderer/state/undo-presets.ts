import { LIMITS } from '../../shared/limits.ts'
import type { Preset } from '../../shared/presets.ts'

/** A preset that cannot come back. */
export interface NotBack {
  readonly name: string
  /** another one is called so by now; there are as many as there may be */
  readonly why: 'name-taken' | 'too-many'
}

/**
 * The presets of now without one change of before: what it added goes, what it deleted comes back in its place, what it changed is as it
 * was. What was done to the presets since stays.
 */
export function withoutChange(
  now: readonly Preset[],
  { before, after }: { readonly before: readonly Preset[]; readonly after: readonly Preset[] },
): { readonly presets: readonly Preset[]; readonly notBack: readonly NotBack[] } {
  const [was, became] = [byId(before), byId(after)]
  const notBack: NotBack[] = []
  const presets = now
    .filter(({ id }) => was.has(id) || !became.has(id))
    .map((preset) => {
      const [old, changed] = [was.get(preset.id), became.get(preset.id)]
      return old && changed ? takenBack(preset, old, changed) : preset
    })
  before.forEach((preset, at) => {
    if (became.has(preset.id) || presets.some(({ id }) => id === preset.id)) return
    const taken = presets.some(({ name }) => name === preset.name)
    if (taken) notBack.push({ name: preset.name, why: 'name-taken' })
    else if (presets.length >= LIMITS.presets) notBack.push({ name: preset.name, why: 'too-many' })
    else presets.splice(Math.min(at, presets.length), 0, preset)
  })
  const unique = new Set(presets.map(({ name }) => name)).size === presets.length
  // A name that somebody else has by now stays as it was changed.
  return { presets: unique ? presets : keepingNames(presets, now), notBack }
}

const byId = (presets: readonly Preset[]) => new Map(presets.map((preset) => [preset.id, preset]))

/** Field by field: what was changed once more since then stays. */
function takenBack(now: Preset, old: Preset, changed: Preset): Preset {
  const since = (field: keyof Preset) => JSON.stringify(now[field]) !== JSON.stringify(changed[field])
  return {
    id: now.id,
    name: since('name') ? now.name : old.name,
    picture: since('picture') ? now.picture : old.picture,
    request: since('request') ? now.request : old.request,
  }
}

function keepingNames(presets: readonly Preset[], now: readonly Preset[]): Preset[] {
  const names = byId(now)
  return presets.map((preset) => ({ ...preset, name: names.get(preset.id)?.name ?? preset.name }))
}
