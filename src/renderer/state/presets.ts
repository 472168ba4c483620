import { GenerationRequest } from '../../shared/generation.ts'
import type { ImageId } from '../../shared/ids.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Preset } from '../../shared/presets.ts'
import { say } from '../../shared/words/say.ts'
import { fillForm } from './fill-form.ts'
import { usePanel } from './panel-store.ts'
import { saveSettings } from './save-settings.ts'
import { showDone, showRefusal } from './toasts.ts'
import { undoing } from './undo.ts'
import { withoutChange } from './undo-presets.ts'

const presetsNow = (): readonly Preset[] => usePanel.getState().settings.presets

/** Saves the presets as they are to be, with a way back. `done`: what the toast says. */
async function change(next: readonly Preset[], done: string): Promise<boolean> {
  const before = presetsNow()
  if (!(await saveSettings({ presets: [...next] }))) return false
  showDone(
    done,
    undoing(() => void takeBack({ before, after: next })),
  )
  return true
}

/** Undoes one change of the presets, whatever was done to them since; says what cannot come back. */
export async function takeBack(change: {
  readonly before: readonly Preset[]
  readonly after: readonly Preset[]
}): Promise<void> {
  const { presets, notBack } = withoutChange(presetsNow(), change)
  const [first] = notBack
  if (first?.why === 'name-taken') showRefusal(say('presets.name-taken', { name: first.name }))
  else if (first) showRefusal(say('presets.too-many', { most: LIMITS.presets }))
  await saveSettings({ presets: [...presets] })
}

/** The newest picture of this session; null: there is none. */
export function newestPicture(): ImageId | null {
  const { imagesById } = usePanel.getState()
  const newest = Object.values(imagesById).reduce<{ id: ImageId; storedAt: number } | null>(
    (best, each) => (best === null || each.storedAt > best.storedAt ? each : best),
    null,
  )
  return newest?.id ?? null
}

/** The form as it stands; null, and said: a field of it is not valid. */
function wholeForm(): GenerationRequest | null {
  const parsed = GenerationRequest.safeParse(usePanel.getState().form)
  if (parsed.success) return parsed.data
  showRefusal(say('presets.not-valid'))
  return null
}

/** Keeps a request under a name; one of that name is replaced. Answers whether it was kept. */
export async function keepPreset(
  name: string,
  request: GenerationRequest,
  picture: ImageId | null,
): Promise<boolean> {
  const called = name.trim().slice(0, LIMITS.nameCharacters)
  const presets = presetsNow()
  const standing = presets.find((each) => each.name === called)
  if (called === '') return false
  if (standing === undefined && presets.length >= LIMITS.presets) {
    showRefusal(say('presets.too-many', { most: LIMITS.presets }))
    return false
  }
  const kept: Preset = { id: standing?.id ?? crypto.randomUUID(), name: called, picture, request }
  return await change(
    standing ? presets.map((each) => (each === standing ? kept : each)) : [kept, ...presets],
    say(standing ? 'presets.overwritten' : 'presets.saved', { name: called }),
  )
}

/** Keeps the form as it stands under a name, with the newest picture. */
export async function keepForm(name: string): Promise<boolean> {
  const request = wholeForm()
  return request !== null && (await keepPreset(name, request, newestPicture()))
}

/** Puts a preset into the form, with a way back; says which of its pictures are not stored on this computer. */
export const applyPreset = ({ name, request }: Preset): Promise<void> =>
  fillForm(request, say('presets.applied', { name }))

export async function renamePreset({ id }: Preset, name: string): Promise<void> {
  const called = name.trim().slice(0, LIMITS.nameCharacters)
  const presets = presetsNow()
  const before = presets.find((each) => each.id === id)
  if (called === '' || before === undefined || before.name === called) return
  if (presets.some((each) => each.name === called)) showRefusal(say('presets.name-taken', { name: called }))
  else
    await change(
      presets.map((each) => (each.id === id ? { ...each, name: called } : each)),
      say('presets.renamed', { before: before.name, name: called }),
    )
}

export async function deletePreset({ id, name }: Preset): Promise<void> {
  await change(
    presetsNow().filter((each) => each.id !== id),
    say('presets.deleted', { name }),
  )
}
