import { GenerationRequest } from '../../shared/generation.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Draft } from '../../shared/presets.ts'
import { say } from '../../shared/words/say.ts'
import { usePanel } from './panel-store.ts'
import { saveSettings } from './save-settings.ts'
import { showDone, showRefusal } from './toasts.ts'
import { undoing } from './undo.ts'

/** All forms as they stand, the one on the screen included: at least one. */
function draftsNow(): { drafts: readonly Draft[]; at: number } {
  const { form, drafts, draftAt } = usePanel.getState()
  if (drafts.length === 0) return { drafts: [{ name: null, form }], at: 0 }
  return { drafts: drafts.map((draft, at) => (at === draftAt ? { ...draft, form } : draft)), at: draftAt }
}

/** What a tab is called: its name, else the first words of its prompt, else its number. */
export function draftName({ name, form }: Draft, at: number): string {
  const words = form.prompt.trim().split(/\s+/).slice(0, 4).join(' ').slice(0, 40)
  return name ?? (words || say('drafts.unnamed', { number: at + 1 }))
}

/** Shows one of these forms and saves them all. A single one without a name needs no tab. */
function setDrafts(drafts: readonly Draft[], at: number): void {
  const shown = drafts[at]
  if (shown === undefined) return
  const several = drafts.length > 1 || shown.name !== null
  const next = { form: shown.form, drafts: several ? drafts : [], draftAt: several ? at : 0 }
  usePanel.setState({ ...next, missing: null })
  const saved = next.drafts.map(({ name, form }) => ({ name, form: whole(form) }))
  void saveSettings({ form: whole(next.form), drafts: saved, draftAt: next.draftAt })
}

/** The form with its defaults in place of what is not valid while it is typed. */
function whole(form: GenerationRequest): GenerationRequest {
  const { formDefaults } = usePanel.getState().settings
  const parsed = GenerationRequest.safeParse(form)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(({ path }) => path[0])
  const mended = {
    ...form,
    ...Object.fromEntries(wrong.map((name) => [name, formDefaults[name as 'steps']])),
  }
  const again = GenerationRequest.safeParse(mended)
  return again.success ? again.data : formDefaults
}

export function showDraft(at: number): void {
  const { drafts, at: before } = draftsNow()
  if (at !== before) setDrafts(drafts, at)
}

/** To the next tab or the one before, around the ends. */
export function stepDraft(step: 1 | -1): void {
  const { drafts, at } = draftsNow()
  if (drafts.length > 1) setDrafts(drafts, (at + step + drafts.length) % drafts.length)
}

/** Opens another form beside the one on the screen; `form`: what it begins with. */
export function openDraft(form: GenerationRequest = usePanel.getState().settings.formDefaults): void {
  const { drafts, at } = draftsNow()
  if (drafts.length >= LIMITS.drafts) {
    showRefusal(say('drafts.too-many', { most: LIMITS.drafts }))
    return
  }
  setDrafts([...drafts.slice(0, at + 1), { name: null, form }, ...drafts.slice(at + 1)], at + 1)
}

export const duplicateDraft = (at: number): void => openDraft(draftsNow().drafts[at]?.form)

/** Closes a tab, with a way back. The last one stays. */
export function closeDraft(at: number): void {
  const { drafts, at: shown } = draftsNow()
  const closed = drafts[at]
  if (closed === undefined || drafts.length < 2) return
  const left = drafts.filter((_, place) => place !== at)
  setDrafts(left, Math.min(left.length - 1, shown > at ? shown - 1 : shown))
  showDone(
    say('drafts.closed', { name: draftName(closed, at) }),
    undoing(() => {
      const now = draftsNow()
      const place = Math.min(at, now.drafts.length)
      if (now.drafts.length >= LIMITS.drafts) showRefusal(say('drafts.too-many', { most: LIMITS.drafts }))
      else setDrafts([...now.drafts.slice(0, place), closed, ...now.drafts.slice(place)], place)
    }),
  )
}

/** '': it is called by its prompt again. */
export function renameDraft(at: number, name: string): void {
  const { drafts, at: shown } = draftsNow()
  const called = name.trim().slice(0, LIMITS.nameCharacters)
  setDrafts(
    drafts.map((draft, place) => (place === at ? { ...draft, name: called === '' ? null : called } : draft)),
    shown,
  )
}
