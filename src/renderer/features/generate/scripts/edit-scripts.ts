import { alwaysOnIn, DETAILER_ARGS, isDetailer, withAlwaysOn } from '../../../../shared/always-on.ts'
import type { Json } from '../../../../shared/extra-fields.ts'
import type { GenerationRequest } from '../../../../shared/generation.ts'
import type { FleetScript } from '../../../../shared/script-arguments.ts'
import { say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { showDone } from '../../../state/toasts.ts'
import { undoing } from '../../../state/undo.ts'
import { firstValues } from './argument-kind.ts'
import { scriptName } from './script-name.ts'

/** Uses a script, set as machines begin with it. Of those that make their own images there is one: another takes its place. */
export function addScript({ title, alwaysOn, args }: FleetScript): void {
  const first = isDetailer(title) ? DETAILER_ARGS : firstValues(args)
  if (alwaysOn) editAlwaysOn(title, first)
  else choose({ title, args: [...first] })
}

/** Chooses the one script that makes its own images, with a way back to the one whose place it takes. */
function choose(script: NonNullable<GenerationRequest['script']>): void {
  const { script: before } = usePanel.getState().form
  editForm({ script })
  if (before === null) return
  const names = { name: scriptName(script.title), before: scriptName(before.title) }
  showDone(
    say('scripts.replaced', names),
    undoing(() => editForm({ script: before })),
  )
}

export function editAlwaysOn(title: string, args: readonly Json[]): void {
  editForm({ extra: withAlwaysOn(usePanel.getState().form.extra, title, args) })
}

/** Takes a script out, with a way back. */
export function removeAlwaysOn(title: string): void {
  const { extra } = usePanel.getState().form
  const before = alwaysOnIn(extra).find((script) => script.title === title)
  editForm({ extra: withAlwaysOn(extra, title, null) })
  offerUndo(title, () => before && editAlwaysOn(title, before.args))
}

export function removeSelected(): void {
  const { script } = usePanel.getState().form
  editForm({ script: null })
  if (script !== null) offerUndo(script.title, () => editForm({ script }))
}

const offerUndo = (name: string, run: () => void) =>
  showDone(say('scripts.removed', { name: scriptName(name) }), undoing(run))
