import type { NetworkKind } from '../../../../../shared/network-details.ts'

/** A LoRA or an embedding as it is put into a prompt. */
interface WrittenNetwork {
  readonly kind: NetworkKind
  readonly name: string
  readonly weight: number
  /** written behind it */
  readonly words: readonly string[]
}

/** What is written in place of a selection, set off from what is around it. */
export function writtenNetwork(
  prompt: string,
  selection: { readonly from: number; readonly to: number },
  { kind, name, weight, words }: WrittenNetwork,
): string {
  const [before, after] = [prompt.slice(0, selection.from), prompt.slice(selection.to)]
  const isTag = kind === 'loras'
  const plain = weight === 1 ? name : `(${name}:${weight})`
  // A tag is no word of the prompt: no comma parts it from others.
  const text = isTag
    ? [`<lora:${name}:${weight}>`, words.join(', ')].join(' ').trim()
    : [plain, ...words].join(', ')
  const beginsApart = before === '' || /[\s(]$/.test(before)
  const endsApart = after === '' || /^[\s,.)]/.test(after)
  const lead = beginsApart ? '' : isTag || before.endsWith(',') ? ' ' : ', '
  const tail = endsApart ? '' : isTag && words.length === 0 ? ' ' : ', '
  return `${lead}${text}${tail}`
}
