import { GenerationRequest } from '../../shared/generation.ts'
import { say } from '../../shared/words/say.ts'
import { call } from './call.ts'
import type { MissingPictures } from './form.ts'
import { usePanel } from './panel-store.ts'
import { showDone, showDoneWith } from './toasts.ts'
import { undoing } from './undo.ts'

/** ms after the last key until the form is saved. */
const SAVE_AFTER_MS = 400

const RANDOM_SEED = -1

let timer: ReturnType<typeof setTimeout> | undefined

/** Changes fields of the form; saves it a moment later, if it is valid by then. */
export function editForm(patch: Partial<GenerationRequest>): void {
  usePanel.setState(({ form }) => ({ form: { ...form, ...patch } }))
  clearTimeout(timer)
  timer = setTimeout(saveForm, SAVE_AFTER_MS)
}

function saveForm(): void {
  const parsed = GenerationRequest.safeParse(usePanel.getState().form)
  if (!parsed.success) return
  call('updateSettings', { patch: { form: parsed.data } }).catch(() => {
    // The form on the screen is what counts and is whole; the next change saves it again.
  })
}

/**
 * Puts other settings into the form, with a way back. `done`: what the toast says. Where they fix the seed, it says so and offers a random
 * one: with a fixed seed the next job makes the same pictures. `missing`: pictures that they named and that are not stored.
 */
export function replaceForm(
  patch: Partial<GenerationRequest>,
  done: string,
  missing: MissingPictures | null = null,
): void {
  const { form: before, missing: missed } = usePanel.getState()
  usePanel.setState({ missing })
  editForm(patch)
  const back = () => {
    usePanel.setState({ missing: missed })
    editForm(before)
  }
  const undo = undoing(back)
  const { seed = RANDOM_SEED } = patch
  if (seed === RANDOM_SEED) showDone(done, undo)
  else
    showDoneWith(done, {
      description: say('generate.seed.is-fixed', { seed: String(seed) }),
      ways: [undo, { label: say('generate.seed.make-random'), run: () => editForm({ seed: RANDOM_SEED }) }],
    })
}
