import { create } from 'zustand'
import type { InputPicture } from '../../shared/input-picture.ts'
import type { Problem } from '../../shared/problem.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { editForm } from '../state/edit-form.ts'
import { withInput } from '../state/form-inputs.ts'
import { usePanel } from '../state/panel-store.ts'
import { setFold } from '../ui/fold-state.ts'
import { addInputs, type Incoming } from './add-inputs.ts'

/** More would be more than one call of the panel may name, and than anybody looks through. */
const MOST = 1_000

/** The section of the form that shows them. */
export const START_FOLD = 'start'

interface Start {
  readonly refused: readonly Problem[]
  readonly notes: readonly Reason[]
  /** counts up whenever pictures came, so that the form can bring them into sight */
  readonly came: number
}

/** What is to be said beside the pictures of the form. */
export const useStart = create<Start>(() => ({ refused: [], notes: [], came: 0 }))

export const forgetRefused = (): void => useStart.setState({ refused: [], notes: [] })

/** Adds a picture to those that the form starts from: of a form that lost its pictures the first one brings back how they were used. */
function take(picture: InputPicture): void {
  const { form, missing } = usePanel.getState()
  editForm(withInput(form, picture, missing?.how ?? undefined))
  if (missing === null) return
  const left = missing.pictures.filter(({ id }) => id !== picture.id)
  usePanel.setState({ missing: left.length === 0 ? null : { pictures: left, how: null } })
}

/** Puts a picture that is stored already into the form, to start from. */
export function startWith(picture: InputPicture): void {
  take(picture)
  setFold(START_FOLD, true)
  useStart.setState(({ came }) => ({ came: came + 1 }))
}

/**
 * Puts pictures into the form, to start from. What cannot be used is told there. Answers how many came. `ask`: takes a single picture that
 * tells how it was made, which a person may want instead.
 */
export async function startFrom(
  incoming: readonly Incoming[],
  ask?: (picture: InputPicture, infotext: string) => void,
): Promise<number> {
  const room = Math.max(0, MOST - usePanel.getState().form.inputs.length)
  if (!ask || incoming.length > 1) {
    setFold(START_FOLD, true)
    useStart.setState(({ came }) => ({ refused: [], notes: [], came: came + 1 }))
  }
  const { pictures, infotexts, refused, notes } = await addInputs(incoming.slice(0, room), 'picture')
  const [alone, infotext] = [incoming.length === 1 ? pictures[0] : undefined, infotexts[0] ?? null]
  if (ask && alone && infotext !== null) {
    ask(alone, infotext)
    return 1
  }
  setFold(START_FOLD, true)
  for (const picture of pictures) take(picture)
  const tooMany: Problem[] =
    incoming.length > room
      ? [
          {
            kind: 'bad-request',
            message: reason('start.too-many', { most: MOST }),
            remedy: null,
            field: 'inputs',
          },
        ]
      : []
  useStart.setState(({ came }) => ({ refused: [...refused, ...tooMany], notes, came: came + 1 }))
  return pictures.length
}
