import { ChevronRight } from 'lucide-react'
import { Collapsible } from 'radix-ui'
import type { GenerationRequest } from '../../../../shared/generation.ts'
import { hasVariants } from '../../../../shared/prompt-variants.ts'
import { say } from '../../../../shared/words/say.ts'
import { call } from '../../../state/call.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { remembered } from '../../../state/remembered.ts'
import { cx } from '../../../ui/class-names.ts'
import { setFold, useFold } from '../../../ui/fold-state.ts'
import edges from '../../../ui/ScrollEdges.module.css'
import { useReachableScroll } from '../../../ui/use-reachable-scroll.ts'
import { useScrollEdges } from '../../../ui/use-scroll-edges.ts'
import styles from './DrawnPrompts.module.css'
import { promptTokens } from './prompt-tokens.ts'
import { useLater } from './use-later.ts'

const FOLD = 'drawn-prompts'
const SHOWN = 4
/** ms after the last change of the form until they are drawn */
const DRAW_AFTER_MS = 350

/** The prompts of the first images, with wildcards and alternatives as they will be drawn; nothing where nothing is. */
export function DrawnPrompts() {
  return usePanel(({ form }) => draws(form)) && <Drawn />
}

function Drawn() {
  const form = usePanel((state) => state.form)
  const open = useFold(FOLD)
  const key = open ? JSON.stringify(form) : null
  const drawn = useLater(key, () => call('drawPrompts', { request: form, most: SHOWN }), DRAW_AFTER_MS)
  return (
    <Collapsible.Root open={open} onOpenChange={(next) => setFold(FOLD, next)} className={styles.drawn}>
      <Collapsible.Trigger className={styles.head}>
        <ChevronRight aria-hidden="true" />
        {say(form.seed === -1 ? 'prompt.drawn.example' : 'prompt.drawn')}
      </Collapsible.Trigger>
      <Collapsible.Content>{drawn !== null && <DrawnList prompts={drawn.prompts} />}</Collapsible.Content>
    </Collapsible.Root>
  )
}

function DrawnList({ prompts }: { readonly prompts: readonly { readonly prompt: string }[] }) {
  const list = useReachableScroll<HTMLOListElement>()
  useScrollEdges(list)
  return (
    <ol ref={list} className={cx(styles.list, edges.edges)} aria-label={say('prompt.drawn.list')}>
      {prompts.map(({ prompt }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is what it is
        <li key={at}>
          <span className={styles.number}>{say('prompt.drawn.image', { number: at + 1 })}</span>
          <span translate="no">{prompt}</span>
        </li>
      ))}
    </ol>
  )
}

const draws = remembered(
  ({ prompt, negativePrompt, variants }: GenerationRequest) =>
    isDrawn(prompt, variants) || isDrawn(negativePrompt, variants),
)

const isDrawn = (prompt: string, variants: string): boolean =>
  promptTokens(prompt).some(({ kind }) => kind === 'wildcard') || (variants === 'draw' && hasVariants(prompt))
