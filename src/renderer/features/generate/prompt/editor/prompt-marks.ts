import { type Range as DocRange, RangeSetBuilder } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view'
import { bracketsOf, pairAt } from '../brackets.ts'
import { promptTokens } from '../prompt-tokens.ts'

/** The classes of what is marked. */
export interface MarkClasses {
  readonly network: string
  readonly wildcard: string
  readonly keyword: string
  readonly comment: string
  /** a bracket without a partner */
  readonly unmatched: string
  /** the pair at the caret */
  readonly pair: string
}

/** Marks references, words that part the prompt, comments and brackets. */
export function promptMarks(classes: MarkClasses) {
  const marks = Object.fromEntries(
    Object.entries(classes).map(([kind, name]) => [kind, Decoration.mark({ class: name })]),
  ) as Record<keyof MarkClasses, Decoration>

  const marked = (view: EditorView): DecorationSet => {
    const text = view.state.doc.toString()
    const ranges: DocRange<Decoration>[] = []
    for (const { kind, at, text: written } of promptTokens(text)) {
      if (kind !== 'plain') ranges.push(marks[kind].range(at, at + written.length))
    }
    const brackets = bracketsOf(text)
    for (const { at, partner } of brackets) {
      if (partner === null) ranges.push(marks.unmatched.range(at, at + 1))
    }
    const { main } = view.state.selection
    const pair = view.hasFocus && main.empty ? pairAt(brackets, main.head) : null
    for (const at of pair ?? []) ranges.push(marks.pair.range(at, at + 1))
    const builder = new RangeSetBuilder<Decoration>()
    for (const { from, to, value } of ranges.sort((a, b) => a.from - b.from || b.to - a.to))
      builder.add(from, to, value)
    return builder.finish()
  }

  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet
      constructor(view: EditorView) {
        this.decorations = marked(view)
      }
      update({ docChanged, selectionSet, focusChanged, view }: ViewUpdate) {
        if (docChanged || selectionSet || focusChanged) this.decorations = marked(view)
      }
    },
    { decorations: ({ decorations }) => decorations },
  )
}
