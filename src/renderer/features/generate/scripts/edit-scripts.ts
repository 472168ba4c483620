import { alwaysOnIn, DETAILER_ARGS, isDetailer, withAlwaysOn } from '../../../../shared/always-on.ts'
import type { Json } from '../../../../shared/extra-fields.ts'
import type { FleetScript } from '../../../../shared/script-arguments.ts'
import { say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { showDone } from '../../../state/toasts.ts'
import { firstValues } from './argument-kind.ts'
import { scriptName } from './script-name.ts'

/** Uses a script, set as machines begin with it. Of those that make their own images there is one: another takes its place. */
export function addScript({ title, alwaysOn, args }: FleetScript): void {
  const first = isDetailer(title) ? DETAILER_ARGS : firstValues(args)
  if (alwaysOn) editAlwaysOn(title, first)
  else editForm({ script: { title, args: [...first] } })
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
  showDone(say('scripts.removed', { name: scriptName(name) }), { label: say('panel.undo'), run })
