import { detects, modelFor, thresholdsOf } from '../../../../shared/control-modules.ts'
import {
  CONTROL_FITS,
  CONTROL_MODES,
  type ControlSettings,
  UNIT_RANGES,
} from '../../../../shared/control-unit-fields.ts'
import { say } from '../../../../shared/words/say.ts'
import { useChoices } from '../../../offers/use-choices.ts'
import { useAsked } from '../../../state/asked.ts'
import { call } from '../../../state/call.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Field } from '../../../ui/Field.tsx'
import { NumberField } from '../../../ui/NumberField.tsx'
import { RangeSlider } from '../../../ui/RangeSlider.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Select } from '../../../ui/Select.tsx'
import { SliderField } from '../../../ui/SliderField.tsx'
import { SwitchField } from '../../../ui/SwitchField.tsx'
import { useFieldNotes } from '../form/field-notes.ts'
import styles from './ControlSection.module.css'
import { DetectedPreview } from './DetectedPreview.tsx'
import { editUnit } from './edit-units.ts'
import { ThresholdField } from './ThresholdField.tsx'
import { UnitPicture } from './UnitPicture.tsx'

interface UnitProps {
  readonly settings: ControlSettings
  readonly at: number
}

/** The settings of one unit. */
export function UnitFieldset({ settings, at }: UnitProps) {
  const { module, model, weight, mode, fit } = settings
  const notesOn = useFieldNotes()
  const modules = useListed('controlModules', module)
  const models = useListed('controlModels', model)
  const offered = usePanel((state) => state.offers.controlModels)
  const choose = (next: string) => {
    // What goes with the preprocessor, where no model was chosen yet.
    const fitting = detects(model)
      ? null
      : modelFor(
          next,
          offered.map(({ name }) => name),
        )
    editUnit(at, { module: next, thresholdA: null, thresholdB: null, ...(fitting ? { model: fitting } : {}) })
  }
  return (
    <>
      <UnitPicture settings={settings} at={at} />
      <Field
        label={say('control.module')}
        help={say('control.module.help')}
        {...notesOn('control-module', module)}
      >
        {(control) => <Select {...control} label={say('control.module')} {...modules} onChange={choose} />}
      </Field>
      <Field
        label={say('control.model')}
        help={say('control.model.help')}
        {...notesOn('control-model', model)}
      >
        {(control) => (
          <Select
            {...control}
            label={say('control.model')}
            {...models}
            onChange={(next) => editUnit(at, { model: next })}
          />
        )}
      </Field>
      <SliderField
        label={say('control.weight')}
        help={say('control.weight.help')}
        value={weight}
        onChange={(next) => editUnit(at, { weight: next })}
        {...UNIT_RANGES.weight}
        error={noNumber(weight)}
      />
      <StepsRange settings={settings} at={at} />
      <Field label={say('control.mode')} help={say(`control.mode.${mode}.help`)}>
        {(control) => (
          <Segmented
            {...control}
            label={say('control.mode')}
            className={styles.choice}
            value={mode}
            onChange={(next) => editUnit(at, { mode: next })}
            options={CONTROL_MODES.map((value) => ({
              value,
              label: say(`control.mode.${value}`),
              hint: say(`control.mode.${value}.help`),
            }))}
          />
        )}
      </Field>
      <Field label={say('control.fit')} help={say('control.fit.help')}>
        {(control) => (
          <Segmented
            {...control}
            label={say('control.fit')}
            className={styles.choice}
            value={fit}
            onChange={(next) => editUnit(at, { fit: next })}
            options={CONTROL_FITS.map((value) => ({
              value,
              label: say(`start.fit.${value}`),
              hint: say(`start.fit.${value}.hint`),
            }))}
          />
        )}
      </Field>
      {detects(module) && <PreprocessorFields settings={settings} at={at} />}
    </>
  )
}

const noNumber = (value: number): string | undefined =>
  Number.isNaN(value) ? say('request.issue.number') : undefined

/** What the fleet offers of a kind, and nothing of it. */
function useListed(kind: 'controlModels' | 'controlModules', present: string) {
  const { options, value } = useChoices(kind, present)
  const none = options.find((option) => /^none$/i.test(option.value))
  const own = { value: none?.value ?? 'None', label: say('control.none') }
  const others = options.filter((option) => !/^none$/i.test(option.value))
  return { options: [own, ...others], value: /^none$/i.test(value) ? own.value : value }
}

/** Between which shares of the steps it works. */
function StepsRange({ settings: { start, end }, at }: UnitProps) {
  const range = UNIT_RANGES.share
  const label = say('control.range')
  const ends = [say('control.range.start'), say('control.range.end')] as const
  const wrong = noNumber(start) ?? noNumber(end) ?? (start > end ? say('control.range.wrong') : undefined)
  return (
    <Field
      label={label}
      help={say('control.range.help')}
      error={wrong}
      className={styles.range}
      aside={(control) => (
        <span className={styles.ends}>
          <NumberField
            {...control}
            aria-label={ends[0]}
            value={start}
            onChange={(next) => editUnit(at, { start: next })}
            {...range}
            snap={false}
          />
          <span aria-hidden="true">–</span>
          <NumberField
            aria-label={ends[1]}
            aria-describedby={control['aria-describedby']}
            value={end}
            onChange={(next) => editUnit(at, { end: next })}
            {...range}
            snap={false}
          />
        </span>
      )}
    >
      {(control) => (
        <RangeSlider
          aria-describedby={control['aria-describedby']}
          labels={[say('generate.slider', { field: ends[0] }), say('generate.slider', { field: ends[1] })]}
          value={[start, end]}
          onChange={([from, to]) => editUnit(at, { start: from, end: to })}
          {...range}
        />
      )}
    </Field>
  )
}

/** Size: at which a preprocessor looks at the picture, and its own numbers. */
function PreprocessorFields({ settings, at }: UnitProps) {
  const { module, pixelPerfect, resolution, thresholdA, thresholdB } = settings
  const { a, b } = useThresholds(module)
  return (
    <>
      <SwitchField
        label={say('control.pixel-perfect')}
        help={say('control.pixel-perfect.help')}
        checked={pixelPerfect}
        onChange={(next) => editUnit(at, { pixelPerfect: next })}
      />
      {!pixelPerfect && (
        <SliderField
          label={say('control.resolution')}
          help={say('control.resolution.help')}
          value={resolution ?? USUAL_RESOLUTION}
          onChange={(next) => editUnit(at, { resolution: next })}
          {...UNIT_RANGES.resolution}
          error={resolution === null ? undefined : noNumber(resolution)}
        />
      )}
      {a && (
        <ThresholdField
          about={a}
          value={thresholdA}
          onChange={(next) => editUnit(at, { thresholdA: next })}
        />
      )}
      {b && (
        <ThresholdField
          about={b}
          value={thresholdB}
          onChange={(next) => editUnit(at, { thresholdB: next })}
        />
      )}
      <DetectedPreview settings={settings} at={at} />
    </>
  )
}

/** What its numbers mean, and how far they go on the machines. */
function useThresholds(module: string) {
  const offered = usePanel((state) => state.offers.controlModules)
  const asked = useAsked(module, offered, () => call('controlSliders', { module }))
  return thresholdsOf(module, asked.at === 'ready' ? asked.answer.sliders : null)
}

/** px, as servers have it where nothing is sent */
const USUAL_RESOLUTION = 512
