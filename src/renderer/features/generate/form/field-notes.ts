import type { Obstacle } from '../../../../shared/plan.ts'
import { inWords } from '../../../../shared/words/say.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { obstaclesIn } from '../../../state/plan-preview.ts'

/** What stands under a field about machines that cannot do what it asks for. */
export interface FieldNotes {
  /** in lines: no machine can */
  readonly error: string | null
  /** in lines: some cannot */
  readonly hint: string | null
}

/** Sorts what is to be said about one field by how much it matters. `name`: of what it holds, where it may stand several times. */
export function notesOn(obstacles: readonly Obstacle[], field: Obstacle['field'], name?: string): FieldNotes {
  const lines = (everywhere: boolean) => {
    const some = obstacles.filter(
      (each) =>
        each.field === field && each.everywhere === everywhere && (name === undefined || each.name === name),
    )
    return some.length === 0 ? null : some.map(({ what }) => inWords(what)).join('\n')
  }
  return { error: lines(true), hint: lines(false) }
}

/** What there is of these, each on lines of its own; null: nothing. */
export const linesOf = (...texts: readonly (string | null | undefined)[]): string | null =>
  texts.filter(Boolean).join('\n') || null

/** `notesOn` of the form as it stands. */
export function useFieldNotes(): (field: Obstacle['field'], name?: string) => FieldNotes {
  const obstacles = usePanel(obstaclesIn)
  return (field, name) => notesOn(obstacles, field, name)
}
