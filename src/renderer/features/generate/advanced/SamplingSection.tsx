import type { ExtraFields } from '../../../../shared/extra-fields.ts'
import type { GenerationRequest } from '../../../../shared/generation.ts'
import { LIMITS } from '../../../../shared/limits.ts'
import { isSameNoise, SAME_NOISE, withOwnNoise } from '../../../../shared/same-noise.ts'
import { SAMPLING_NUMBERS, type SamplingNumber } from '../../../../shared/sampling-numbers.ts'
import { say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import type { FormErrors } from '../../../state/form-errors.ts'
import { useFormWithoutPrompts } from '../../../state/form-without-prompts.ts'
import { resetFields } from '../../../state/reset-section.ts'
import { Field } from '../../../ui/Field.tsx'
import { FoldSection } from '../../../ui/FoldSection.tsx'
import { NumberField } from '../../../ui/NumberField.tsx'
import { SliderField } from '../../../ui/SliderField.tsx'
import { SwitchField } from '../../../ui/SwitchField.tsx'
import styles from './advanced.module.css'

const NAMES: readonly string[] = SAMPLING_NUMBERS.map(({ name }) => name)

const without = (extra: ExtraFields, names: readonly string[]): ExtraFields =>
  Object.fromEntries(Object.entries(extra).filter(([name]) => !names.includes(name)))

/** What is set of it, in short; '': nothing. */
function samplingSummary({ extra, seedResize, overrides }: GenerationRequest): string {
  const numbers = SAMPLING_NUMBERS.filter(({ name }) => name in extra).map(
    ({ name, label }) => `${say(label)} ${String(extra[name])}`,
  )
  const noise = seedResize ? [say('sampling.summary.seed-resize', seedResize)] : []
  const same = isSameNoise(overrides) ? [say('sampling.summary.same-noise')] : []
  return [...numbers, ...noise, ...same].join(' · ')
}

/** Numbers that samplers take, and the size that noise is drawn for. */
export function SamplingSection({ errors }: { errors: FormErrors }) {
  const form = useFormWithoutPrompts()
  const { extra, seedResize, overrides, width, height } = form
  const title = say('sampling.title')
  const summary = samplingSummary(form)
  const { max: largest, min: smallest, step } = LIMITS.side
  const side = { min: smallest, max: largest, step, sliderMax: 2048 }
  return (
    <FoldSection
      name="sampling"
      title={title}
      summary={summary || say('sampling.as-set')}
      onReset={
        summary === ''
          ? undefined
          : () =>
              resetFields(
                {
                  ...{ extra: without(extra, NAMES), seedResize: null },
                  overrides: isSameNoise(overrides) ? withOwnNoise(overrides) : overrides,
                },
                title,
              )
      }
    >
      <p className={styles.explained}>{say('sampling.explained')}</p>
      <div className={styles.numbers}>
        {SAMPLING_NUMBERS.map((about) => (
          <OneNumber key={about.name} about={about} extra={extra} />
        ))}
      </div>
      <SwitchField
        label={say('sampling.same-noise')}
        help={say('help.same-noise')}
        checked={isSameNoise(overrides)}
        onChange={(on) =>
          editForm({ overrides: on ? { ...overrides, ...SAME_NOISE } : withOwnNoise(overrides) })
        }
      />
      <SwitchField
        label={say('sampling.seed-resize')}
        help={say('sampling.seed-resize.help')}
        checked={seedResize !== null}
        onChange={(on) => editForm({ seedResize: on ? { width, height } : null })}
      />
      {seedResize && (
        <>
          <SliderField
            label={say('sampling.seed-resize.width')}
            help={say('help.seed-resize.side')}
            value={seedResize.width}
            onChange={(next) => editForm({ seedResize: { ...seedResize, width: next } })}
            {...side}
            error={errors['seedResize.width']}
          />
          <SliderField
            label={say('sampling.seed-resize.height')}
            help={say('help.seed-resize.side')}
            value={seedResize.height}
            onChange={(next) => editForm({ seedResize: { ...seedResize, height: next } })}
            {...side}
            error={errors['seedResize.height']}
          />
        </>
      )}
    </FoldSection>
  )
}

/** Stands for "as each machine is set": none of them can be less than 0. */
const EMPTY = -1

function OneNumber({ about, extra }: { about: SamplingNumber; extra: ExtraFields }) {
  const { name, label, help, min, max, step } = about
  const given = extra[name]
  const value = typeof given === 'number' ? given : EMPTY
  const error = Number.isNaN(value)
    ? say('request.issue.number')
    : value > max
      ? say('request.issue.at-most', { maximum: max })
      : value < min && value !== EMPTY
        ? say('request.issue.at-least', { minimum: min })
        : undefined
  return (
    <Field label={say(label)} help={say(help)} error={error}>
      {(control) => (
        <NumberField
          {...control}
          value={value}
          empty={EMPTY}
          placeholder={say('sampling.as-set')}
          onChange={(next) =>
            editForm({ extra: next === EMPTY ? without(extra, [name]) : { ...extra, [name]: next } })
          }
          onLeave="keep"
          min={min}
          max={max}
          step={step}
          snap={false}
        />
      )}
    </Field>
  )
}
