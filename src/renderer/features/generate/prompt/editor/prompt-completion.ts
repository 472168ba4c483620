import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeCompletion,
  completionKeymap,
  completionStatus,
  pickedCompletion,
  selectedCompletion,
  selectedCompletionIndex,
} from '@codemirror/autocomplete'
import { insertNewline, isolateHistory } from '@codemirror/commands'
import { EditorState, type Extension, Prec } from '@codemirror/state'
import { type EditorView, keymap } from '@codemirror/view'
import type { NetworkDetails } from '../../../../../shared/network-details.ts'
import { say } from '../../../../../shared/words/say.ts'
import type { CompletionLists } from '../completion/completion-lists.ts'
import { completionsAt, type PromptCompletion } from '../completion/completions.ts'
import { asItsOwnerUses } from '../completion/own-weight.ts'

/** ms after a key until the list is worked out: keys that come together cost once. */
const DELAY_MS = 60

interface Row extends Completion {
  readonly of: PromptCompletion
}

interface CompletionOptions {
  readonly lists: () => CompletionLists
  /** a style was chosen; what was typed of it goes */
  readonly takeStyle: (name: string) => void
  /** how the owner of a LoRA uses it; null: nobody tells */
  readonly ownOf: (name: string) => Promise<NetworkDetails['own'] | null>
  readonly listClass: string
}

/** A list of what fits at the caret, as one types or at Ctrl+Space. */
export function promptCompletion(options: CompletionOptions): Extension {
  const rowOf = (of: PromptCompletion): Row => ({
    of,
    label: of.name,
    // The name is drawn by nameOf.
    displayLabel: ' ',
    detail: of.aside,
    apply: (view, row, from, to) => accept(view, row as Row, from, to, options),
  })
  const source = ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const completions = completionsAt(state.doc.toString(), pos, options.lists(), explicit)
    if (completions === null) return null
    return {
      from: completions.from,
      options: completions.options.map(rowOf),
      filter: false,
    }
  }
  // Between a key and the list for it, the list in sight is of what stood there before, and takes no key.
  const acceptNewest = (view: EditorView, takes: (of: PromptCompletion) => boolean): boolean => {
    const { state } = view
    if (completionStatus(state) !== 'pending' || !isListInSight(view)) return false
    const at = state.selection.main.head
    const newest = completionsAt(state.doc.toString(), at, options.lists(), false)
    const first = newest?.options[0]
    if (newest === null || first === undefined || !takes(first)) return false
    accept(view, rowOf(first), newest.from, at, options)
    return true
  }
  return [
    EditorState.phrases.of({ Completions: say('prompt.completions') }),
    autocompletion({
      override: [source],
      icons: false,
      activateOnTypingDelay: DELAY_MS,
      // Who types quickly and presses Tab at once means what is marked. Enter is left alone where it could be meant otherwise.
      interactionDelay: 0,
      closeOnBlur: true,
      maxRenderedOptions: 20,
      addToOptions: [{ render: (row) => nameOf((row as Row).of), position: 50 }],
      tooltipClass: () => options.listClass,
    }),
    Prec.highest(
      keymap.of([
        { key: 'Tab', run: (view) => acceptCompletion(view) || acceptNewest(view, () => true) },
        { key: 'Enter', run: newLineOverTerms },
        { key: 'Enter', run: (view) => acceptNewest(view, ({ kind }) => kind !== 'term') },
      ]),
    ),
    keymap.of(completionKeymap),
  ]
}

const isListInSight = ({ contentDOM }: EditorView): boolean => contentDOM.hasAttribute('aria-controls')

/** Words that were only offered do not take the Enter of somebody who goes on writing; one that was gone to with the arrows does. */
function newLineOverTerms(view: EditorView): boolean {
  const { state } = view
  const row = selectedCompletion(state) as Row | null
  if (
    completionStatus(state) === null ||
    row?.of.kind !== 'term' ||
    (selectedCompletionIndex(state) ?? 0) > 0
  )
    return false
  closeCompletion(view)
  return insertNewline(view)
}

function accept(
  view: EditorView,
  row: Row,
  from: number,
  to: number,
  { takeStyle, ownOf }: CompletionOptions,
): void {
  const { kind, name, insert } = row.of
  // The tag may be there to its end already: <lora:na|me:0.8>.
  const rest =
    kind === 'lora'
      ? (/^[^<>\n:]{0,200}(?::[^<>\n]{0,100})?>/.exec(view.state.sliceDoc(to, to + 320))?.[0] ?? '')
      : ''
  const end = to + rest.length
  view.dispatch({
    changes: { from, to: end, insert },
    selection: { anchor: from + insert.length },
    scrollIntoView: true,
    userEvent: 'input.complete',
    annotations: pickedCompletion.of(row),
  })
  if (kind === 'style') takeStyle(name)
  if (kind === 'lora') void writeAsItsOwner(view, name, ownOf)
}

/** Its weight and words come a moment later, when a machine tells them: a step of undo of its own. */
async function writeAsItsOwner(
  view: EditorView,
  name: string,
  ownOf: CompletionOptions['ownOf'],
): Promise<void> {
  const own = await ownOf(name)
  const change = own === null ? null : asItsOwnerUses(view.state.doc.toString(), name, own)
  if (change === null || !view.dom.isConnected) return
  const { to, insert, from } = change
  // A caret right behind the tag goes on behind what was added to it.
  const at = view.state.selection.main.head
  const selection = at === to ? { anchor: from + insert.length } : undefined
  view.dispatch({
    changes: change,
    ...(selection === undefined ? {} : { selection }),
    userEvent: 'input.complete',
    annotations: isolateHistory.of('full'),
  })
}

/** The name with what was typed of it marked. It is a name in every language, which the library's own label does not say. */
function nameOf({ name, marks }: PromptCompletion): HTMLElement {
  const element = document.createElement('span')
  element.className = 'cm-completionName'
  element.translate = false
  let done = 0
  for (let at = 0; at < marks.length; at++) {
    const from = marks[at] ?? 0
    let to = from + 1
    for (; marks[at + 1] === to; at++) to++
    const typed = document.createElement('span')
    typed.className = 'cm-completionMatchedText'
    typed.textContent = name.slice(from, to)
    element.append(name.slice(done, from), typed)
    done = to
  }
  element.append(name.slice(done))
  return element
}
