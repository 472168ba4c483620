import type { Command, KeyBinding } from '@codemirror/view'
import { EditorView } from '@codemirror/view'
import { say } from '../../../../../shared/words/say.ts'
import { weighted } from '../attention.ts'

const weigh =
  (way: 1 | -1): Command =>
  (view) => {
    const { main } = view.state.selection
    const change = weighted(view.state.doc.toString(), main, way)
    if (change !== null) {
      const { from, to, insert, selection, weight } = change
      view.dispatch({
        changes: { from, to, insert },
        selection: { anchor: selection.from, head: selection.to },
        scrollIntoView: true,
        userEvent: 'input.weight',
        effects: EditorView.announce.of(say('prompt.weight', { weight })),
      })
    }
    // The keys do nothing else here, also where there is nothing to weigh.
    return true
  }

/** Weights by Ctrl and the arrows, as in sdwui's own page. */
export const weightKeys: readonly KeyBinding[] = [
  { key: 'Mod-ArrowUp', run: weigh(1) },
  { key: 'Mod-ArrowDown', run: weigh(-1) },
]
