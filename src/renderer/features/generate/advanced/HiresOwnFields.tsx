import type { OfferKind } from '../../../../shared/fleet-offers.ts'
import type { Hires } from '../../../../shared/generation.ts'
import { LIMITS } from '../../../../shared/limits.ts'
import { say } from '../../../../shared/words/say.ts'
import { optionsOf, withPresent } from '../../../offers/offer-options.ts'
import type { FormErrors } from '../../../state/form-errors.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Field } from '../../../ui/Field.tsx'
import { FoldSection } from '../../../ui/FoldSection.tsx'
import { Select } from '../../../ui/Select.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import { useFieldNotes } from '../form/field-notes.ts'
import styles from './advanced.module.css'

/** Stands for "as the first pass" in a list; nothing is called so. */
const AS_FIRST = ''

interface HiresOwnFieldsProps {
  readonly hires: Hires
  readonly edit: (patch: Partial<Hires>) => void
  readonly errors: FormErrors
}

const WHICH = [
  ['checkpoint', 'checkpoints', 'hires.checkpoint'],
  ['sampler', 'samplers', 'hires.sampler'],
  ['scheduler', 'schedulers', 'hires.scheduler'],
] as const satisfies readonly (readonly [keyof Hires, OfferKind, string])[]

/** What the second pass is made with where that is not as the first. */
export function HiresOwnFields({ hires, edit, errors }: HiresOwnFieldsProps) {
  const offers = usePanel((state) => state.offers)
  const notesOn = useFieldNotes()
  const own = [hires.checkpoint, hires.sampler, hires.scheduler].filter(Boolean)
  const prompts = [hires.prompt, hires.negativePrompt].some(Boolean) ? [say('hires.prompt')] : []
  const parts = [...own, ...prompts]
  return (
    <FoldSection
      name="hires-own"
      title={say('hires.own')}
      summary={
        parts.length === 0 ? say('hires.own.none') : say('hires.own.summary', { parts: parts.join(' · ') })
      }
    >
      {WHICH.map(([field, kind, label]) => {
        const value = hires[field] ?? AS_FIRST
        const offered = offers[kind]
        return (
          <Field
            key={field}
            label={say(label)}
            help={say(`help.${label}`)}
            {...(field === 'checkpoint' ? notesOn('hires') : {})}
          >
            {(control) => (
              <Select
                {...control}
                label={say(label)}
                value={value}
                options={withPresent(
                  [
                    { value: AS_FIRST, label: say('hires.own.as-first') },
                    ...optionsOf(offered, 'where-missing'),
                  ],
                  value,
                  offered.length > 0,
                )}
                onChange={(next) => edit({ [field]: next === AS_FIRST ? null : next })}
              />
            )}
          </Field>
        )
      })}
      {(['prompt', 'negativePrompt'] as const).map((field) => {
        const name = field === 'prompt' ? 'hires.prompt' : 'hires.negative-prompt'
        return (
          <Field key={field} label={say(name)} help={say(`help.${name}`)} error={errors[`hires.${field}`]}>
            {(control) => (
              <TextArea
                {...control}
                className={styles.text}
                minRows={1}
                maxRows={8}
                maxLength={LIMITS.promptCharacters}
                placeholder={say('hires.own.as-first')}
                value={hires[field] ?? ''}
                onChange={(event) => edit({ [field]: event.target.value })}
              />
            )}
          </Field>
        )
      })}
    </FoldSection>
  )
}
