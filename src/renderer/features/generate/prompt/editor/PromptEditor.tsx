import { history, historyKeymap, insertNewline, standardKeymap } from '@codemirror/commands'
import { Annotation, Compartment, EditorState, Prec } from '@codemirror/state'
import { EditorView, keymap, placeholder as placeholderOf } from '@codemirror/view'
import { type CSSProperties, type RefObject, useEffect, useRef } from 'react'
import type { NetworkDetails } from '../../../../../shared/network-details.ts'
import type { FieldControl } from '../../../../ui/Field.tsx'
import type { CompletionLists } from '../completion/completion-lists.ts'
import styles from './PromptEditor.module.css'
import { promptCompletion } from './prompt-completion.ts'
import { promptMarks } from './prompt-marks.ts'
import { weightKeys } from './weight-keys.ts'

/** What others do with a prompt that is being edited. */
export interface PromptHandle {
  readonly focus: () => void
  readonly text: () => string
  /** where the caret is, or what is selected, characters */
  readonly selection: () => { readonly from: number; readonly to: number }
  /** Replaces a stretch as if it had been typed; the caret is behind it then, and can be undone. */
  readonly replace: (from: number, to: number, text: string) => void
}

export interface PromptEditorProps {
  readonly control: FieldControl
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder: string
  readonly minRows: number
  /** the focus comes here first when its part of the window is come to */
  readonly landing: boolean
  readonly lists: () => CompletionLists
  readonly takeStyle: (name: string) => void
  /** how the owner of a LoRA uses it; null: nobody tells */
  readonly ownOf: (name: string) => Promise<NetworkDetails['own'] | null>
  readonly handle: RefObject<PromptHandle | null>
}

/** A change that came from the form: it is not told to it again. */
const fromOutside = Annotation.define<true>()

/** Pictures that are pasted or dropped here are for the form around it. */
const leaveFiles = EditorView.domEventHandlers({
  paste: ({ clipboardData }) =>
    clipboardData !== null && clipboardData.files.length > 0 && !clipboardData.types.includes('text/plain'),
  drop: ({ dataTransfer }) => (dataTransfer?.files.length ?? 0) > 0,
})

/** Text with marks, completion, weights by key and its own undo. The text is the form's: what changes there is shown here. */
export function PromptEditor(props: PromptEditorProps) {
  const { value, minRows, control, label, placeholder, landing, handle } = props
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const attributes = useRef(new Compartment())
  const newest = useRef(props)
  newest.current = props

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes later is told to it below
  useEffect(() => {
    if (place.current === null) return
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: newest.current.value,
        extensions: [
          history(),
          EditorView.lineWrapping,
          leaveFiles,
          attributes.current.of(EditorView.contentAttributes.of(attributesOf(newest.current))),
          placeholderOf(placeholder),
          promptMarks({
            ...{
              network: styles.network ?? '',
              wildcard: styles.wildcard ?? '',
              keyword: styles.keyword ?? '',
            },
            ...{ comment: styles.comment ?? '', unmatched: styles.unmatched ?? '', pair: styles.pair ?? '' },
          }),
          promptCompletion({
            lists: () => newest.current.lists(),
            takeStyle: (name) => newest.current.takeStyle(name),
            ownOf: (name) => newest.current.ownOf(name),
            listClass: styles.completions ?? '',
          }),
          Prec.high(keymap.of([...weightKeys])),
          keymap.of([{ key: 'Enter', run: insertNewline }, ...historyKeymap, ...standardKeymap]),
          EditorView.updateListener.of(({ docChanged, state, transactions }) => {
            if (docChanged && !transactions.some((each) => each.annotation(fromOutside)))
              newest.current.onChange(state.doc.toString())
          }),
        ],
      }),
    })
    editor.current = view
    handle.current = {
      focus: () => view.focus(),
      text: () => view.state.doc.toString(),
      selection: () => ({ from: view.state.selection.main.from, to: view.state.selection.main.to }),
      replace: (from, to, text) =>
        view.dispatch({
          changes: { from, to, insert: text },
          selection: { anchor: from + text.length },
          scrollIntoView: true,
          userEvent: 'input',
        }),
    }
    return () => {
      view.destroy()
      editor.current = null
      handle.current = null
    }
  }, [])

  useEffect(() => {
    const view = editor.current
    if (view === null) return
    const text = view.state.toText(value)
    if (view.state.doc.eq(text)) return
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: text },
      selection: { anchor: text.length },
      annotations: fromOutside.of(true),
      userEvent: 'input',
    })
  }, [value])

  const described = control['aria-describedby']
  const invalid = control['aria-invalid']
  // biome-ignore lint/correctness/useExhaustiveDependencies: the props they are made of are read when one of these changes
  useEffect(() => {
    editor.current?.dispatch({
      effects: attributes.current.reconfigure(EditorView.contentAttributes.of(attributesOf(newest.current))),
    })
  }, [control.id, described, invalid, label, landing])

  const rows = { '--min-rows': minRows } as CSSProperties
  return <div ref={place} className={styles.editor} style={rows} data-invalid={invalid} />
}

function attributesOf({ control, label, landing }: PromptEditorProps): Record<string, string> {
  return {
    id: control.id,
    'aria-label': label,
    tabindex: '0',
    ...(control['aria-describedby'] && { 'aria-describedby': control['aria-describedby'] }),
    ...(control['aria-invalid'] && { 'aria-invalid': 'true' }),
    ...(landing && { 'data-landing': 'true' }),
  }
}

/** Puts the caret at the end of the first prompt in an element, and the focus there. */
export function focusPromptIn(element: HTMLElement): void {
  const content = element.querySelector<HTMLElement>('.cm-content')
  const view = content && EditorView.findFromDOM(content)
  if (!view) return
  view.dispatch({ selection: { anchor: view.state.doc.length } })
  view.contentDOM.focus({ preventScroll: true })
}
