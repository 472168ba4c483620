import type { GenerationRequest, PromptVariants } from '../../../../shared/generation.ts'
import { hasVariants } from '../../../../shared/prompt-variants.ts'
import { say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Field } from '../../../ui/Field.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import styles from '../start/StartSection.module.css'

const mayVary = ({ prompt, negativePrompt, prompts }: GenerationRequest): boolean =>
  [prompt, negativePrompt, ...prompts].some(hasVariants)

/** What becomes of `{a|b}`; nothing where no prompt has any. */
export function VariantsField() {
  const variants = usePanel((state) => state.form.variants)
  const vary = usePanel((state) => mayVary(state.form))
  if (!vary) return null
  return (
    <Field
      label={say('vary.variants')}
      help={say('help.vary.variants', { example: '{a|b}' })}
      hint={say(`vary.variants.${variants}.hint`)}
    >
      {({ id, 'aria-describedby': describedBy }) => (
        <Segmented
          id={id}
          aria-describedby={describedBy}
          label={say('vary.variants')}
          className={styles.choice}
          value={variants}
          onChange={(value) => editForm({ variants: value })}
          options={(['draw', 'all', 'as-written'] as const satisfies readonly PromptVariants[]).map(
            (value) => ({
              value,
              label: say(`vary.variants.${value}`),
              hint: say(`vary.variants.${value}.hint`),
            }),
          )}
        />
      )}
    </Field>
  )
}
