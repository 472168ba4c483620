import { LIMITS } from '../../../shared/limits.ts'
import { say } from '../../../shared/words/say.ts'
import { optionsOf } from '../../offers/offer-options.ts'
import { usePanel } from '../../state/panel-store.ts'
import { Field } from '../../ui/Field.tsx'
import { FoldSection } from '../../ui/FoldSection.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { SliderField } from '../../ui/SliderField.tsx'
import { SwitchField } from '../../ui/SwitchField.tsx'
import { SIZES, type UpscaleChoices } from './choices.ts'
import styles from './UpscaleDialog.module.css'
import { upscalersOf } from './upscalers.ts'

interface UpscaleHowProps {
  readonly choices: UpscaleChoices
  readonly onChange: (patch: Partial<UpscaleChoices>) => void
}

/** Stands for "no second one" in the list; no upscaler is called so. */
const NONE = ''

/** How large, by which upscalers, and whether faces are restored. */
export function UpscaleHow({ choices, onChange }: UpscaleHowProps) {
  const { size } = choices
  return (
    <>
      <Field label={say('upscale.size')}>
        {() => (
          <Segmented
            label={say('upscale.size')}
            value={size}
            onChange={(next) => onChange({ size: next })}
            options={SIZES.map((value) => ({ value, label: sizeLabel(value) }))}
          />
        )}
      </Field>
      {size === 'sides' && <Sides choices={choices} onChange={onChange} />}
      {size === 'same' ? (
        <p className={styles.hint}>{say('upscale.same.explained')}</p>
      ) : (
        <Upscalers choices={choices} onChange={onChange} />
      )}
      <Faces choices={choices} onChange={onChange} />
    </>
  )
}

function sizeLabel(size: UpscaleChoices['size']): string {
  if (size === 'same' || size === 'sides') return say(`upscale.size.${size}`)
  return say('upscale.times', { scale: Number(size) })
}

function Sides({ choices, onChange }: UpscaleHowProps) {
  return (
    <>
      <div className={styles.pair}>
        {(['width', 'height'] as const).map((side) => (
          <Field key={side} label={say(`upscale.size.${side}`)} className={styles.half}>
            {(control) => (
              <NumberField
                {...control}
                aria-invalid={Number.isNaN(choices[side]) || undefined}
                value={choices[side]}
                onChange={(value) => onChange({ [side]: value })}
                {...LIMITS.largerSide}
              />
            )}
          </Field>
        ))}
      </div>
      <SwitchRow
        label={say('upscale.crop')}
        hint={say(choices.crop ? 'upscale.crop.on' : 'upscale.crop.off')}
        checked={choices.crop}
        onChange={(crop) => onChange({ crop })}
      />
    </>
  )
}

function Upscalers({ choices, onChange }: UpscaleHowProps) {
  const options = optionsOf(upscalersOf(usePanel((state) => state.offers.upscalers)), 'where-missing')
  const { secondUpscaler } = choices
  return (
    <>
      <div className={styles.pair}>
        <Field
          label={say('upscale.upscaler')}
          className={styles.half}
          hint={options.length === 0 ? say('upscale.upscaler.none-known') : null}
        >
          {(control) => (
            <Select
              {...control}
              label={say('upscale.upscaler')}
              value={choices.upscaler}
              options={options}
              onChange={(upscaler) => onChange({ upscaler })}
            />
          )}
        </Field>
        <Field label={say('upscale.second')} className={styles.half}>
          {(control) => (
            <Select
              {...control}
              label={say('upscale.second')}
              value={secondUpscaler}
              options={[{ value: NONE, label: say('upscale.second.none') }, ...options]}
              onChange={(next) => onChange({ secondUpscaler: next })}
            />
          )}
        </Field>
      </div>
      {secondUpscaler !== NONE && (
        <SliderField
          label={say('upscale.second.part')}
          value={choices.secondVisibility}
          onChange={(secondVisibility) => onChange({ secondVisibility })}
          {...PART}
          error={undefined}
        />
      )}
    </>
  )
}

const PART = { min: 0, max: 1, step: 0.05 }

function Faces({ choices, onChange }: UpscaleHowProps) {
  const { gfpgan, codeformer, size } = choices
  const restorers = usePanel((state) => state.offers.faceRestorers)
  const rare = restorers.filter(({ name, on, of }) => on < of && ['GFPGAN', 'CodeFormer'].includes(name))
  const used = [gfpgan > 0 && 'GFPGAN', codeformer > 0 && 'CodeFormer'].filter((name) => name !== false)
  return (
    <FoldSection
      name="upscale.faces"
      title={say('upscale.faces')}
      summary={
        used.length === 0 ? say('generate.off') : say('upscale.faces.used', { names: used.join(' + ') })
      }
    >
      <div className={styles.notes}>
        <p className={styles.hint}>{say('upscale.faces.explained')}</p>
        {rare.map(({ name, on, of }) => (
          <p key={name} className={styles.hint}>
            {say('upscale.faces.on', { name, on, of })}
          </p>
        ))}
      </div>
      <div className={styles.pair}>
        <SliderField
          label={say('upscale.faces.gfpgan')}
          value={gfpgan}
          onChange={(value) => onChange({ gfpgan: value })}
          {...PART}
          error={undefined}
        />
        <SliderField
          label={say('upscale.faces.codeformer')}
          value={codeformer}
          onChange={(value) => onChange({ codeformer: value })}
          {...PART}
          error={undefined}
        />
      </div>
      {codeformer > 0 && (
        <SliderField
          label={say('upscale.faces.weight')}
          value={choices.codeformerWeight}
          onChange={(codeformerWeight) => onChange({ codeformerWeight })}
          {...PART}
          error={undefined}
        />
      )}
      {used.length > 0 && size !== 'same' && (
        <SwitchRow
          label={say('upscale.faces.after')}
          hint={say('upscale.faces.after.hint')}
          checked={choices.upscaleFirst}
          onChange={(upscaleFirst) => onChange({ upscaleFirst })}
        />
      )}
    </FoldSection>
  )
}

interface SwitchRowProps {
  readonly label: string
  readonly hint: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** A switch, and below it what it does as it stands. */
const SwitchRow = ({ hint, ...row }: SwitchRowProps) => (
  <div>
    <SwitchField {...row} />
    <p className={styles.hint}>{hint}</p>
  </div>
)
