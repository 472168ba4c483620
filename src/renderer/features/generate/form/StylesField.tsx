import { X } from 'lucide-react'
import type { Offer } from '../../../../shared/fleet-offers.ts'
import type { PromptStyle } from '../../../../shared/styles.ts'
import { say } from '../../../../shared/words/say.ts'
import { optionsOf } from '../../../offers/offer-options.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Field } from '../../../ui/Field.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { Option } from '../../../ui/option-search.ts'
import { Select } from '../../../ui/Select.tsx'
import { StyleMenu } from '../advanced/StyleMenu.tsx'
import { useFieldNotes } from './field-notes.ts'
import styles from './StylesField.module.css'

/** Stands for "add one" in the list; no style is called so. */
const NOTHING = ''

/** What can be added: a person's own styles first, which count before those of machines, then the fleet's. */
export function styleOptions(
  own: readonly PromptStyle[],
  offered: readonly Offer[],
  chosen: readonly string[],
): Option<string>[] {
  const names = new Set(own.map(({ name }) => name))
  return [
    ...[...names].map((name) => ({ value: name, label: name, aside: say('advanced.styles.own') })),
    ...optionsOf(offered, 'where-missing').filter(({ value }) => !names.has(value)),
  ].filter(({ value }) => !chosen.includes(value))
}

/** Texts under a name that are put into the prompts, in their order. */
export function StylesField() {
  const chosen = usePanel((state) => state.form.styles)
  const own = usePanel((state) => state.settings.styles)
  const offered = usePanel((state) => state.offers.styles)
  const { error, hint } = useFieldNotes()('styles')
  const options = styleOptions(own, offered, chosen)
  const nothing = chosen.length === 0 && options.length === 0
  return (
    <Field
      label={say('advanced.styles')}
      help={say('help.styles')}
      aside={<StyleMenu />}
      error={error}
      hint={hint ?? (nothing ? say('advanced.styles.none') : null)}
    >
      {(control) => (
        <>
          {chosen.length > 0 && (
            <ul className={styles.chosen} aria-label={say('advanced.styles.chosen')}>
              {chosen.map((name) => (
                <li key={name} className={styles.style}>
                  <span className={styles.name} title={name} translate="no">
                    {name}
                  </span>
                  <IconButton
                    className={styles.remove}
                    label={say('advanced.styles.remove', { name })}
                    icon={<X />}
                    onClick={() => editForm({ styles: chosen.filter((each) => each !== name) })}
                  />
                </li>
              ))}
            </ul>
          )}
          <Select
            {...control}
            label={say('advanced.styles')}
            value={NOTHING}
            disabled={options.length === 0}
            options={[{ value: NOTHING, label: say('advanced.styles.add'), disabled: true }, ...options]}
            onChange={(name) => editForm({ styles: [...chosen, name] })}
          />
        </>
      )}
    </Field>
  )
}
