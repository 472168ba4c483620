import { samplerNames } from '../../../shared/offers/fleet-offers.ts'
import { type BenchmarkPayload, DEFAULT_SETTINGS } from '../../../shared/settings.ts'
import { choicesOf } from '../../offers/offer-options.ts'
import { usePanel } from '../../state/panel-store.ts'
import { saveSettings } from '../../state/save-settings.ts'
import { useWorkers } from '../../state/selectors.ts'
import { showDone } from '../../state/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { SettingsGroup } from './SettingsGroup.tsx'
import styles from './SettingsScreen.module.css'
import { useDraftSetting } from './use-draft-setting.ts'

const NUMBERS = [
  [
    { field: 'steps', label: 'Steps', min: 1, max: 150, step: 1 },
    { field: 'cfgScale', label: 'CFG', min: 1, max: 30, step: 0.5 },
  ],
  [
    { field: 'width', label: 'Width', min: 64, max: 2048, step: 8 },
    { field: 'height', label: 'Height', min: 64, max: 2048, step: 8 },
  ],
  [
    { field: 'warmUpRuns', label: 'Warm-up runs', min: 0, max: 10, step: 1 },
    { field: 'measuredRuns', label: 'Measured runs', min: 1, max: 20, step: 1 },
  ],
] as const

/** What every machine is measured with. Speeds measured with different payloads do not compare. */
export function BenchmarkGroup() {
  const { value, error, path, change, forget } = useDraftSetting('benchmark')
  const saved = usePanel((state) => state.settings.benchmark)
  const samplers = choicesOf(useWorkers(), samplerNames, value.sampler)
  const edit = (patch: Partial<BenchmarkPayload>) => change({ ...value, ...patch })
  const errorOf = (field: keyof BenchmarkPayload) => (path === field ? error : null)
  const isDefault = JSON.stringify(value) === JSON.stringify(DEFAULT_SETTINGS.benchmark)
  const reset = async () => {
    forget()
    if (await saveSettings({ benchmark: DEFAULT_SETTINGS.benchmark })) {
      showDone('The benchmark is back to its defaults', {
        label: 'Undo',
        run: () => void saveSettings({ benchmark: saved }),
      })
    }
  }
  return (
    <SettingsGroup
      title="Benchmark"
      text="What machines are measured with. After a change, measure all of them again: speeds compare only with the same payload."
    >
      <Field label="Prompt" error={errorOf('prompt')}>
        {(control) => (
          <TextArea
            {...control}
            value={value.prompt}
            minRows={1}
            onChange={(event) => edit({ prompt: event.target.value })}
          />
        )}
      </Field>
      <Field label="Negative prompt" error={errorOf('negativePrompt')}>
        {(control) => (
          <TextArea
            {...control}
            value={value.negativePrompt}
            minRows={1}
            onChange={(event) => edit({ negativePrompt: event.target.value })}
          />
        )}
      </Field>
      <Field label="Sampler">
        {(control) => (
          <Select {...control} label="Sampler" onChange={(sampler) => edit({ sampler })} {...samplers} />
        )}
      </Field>
      {NUMBERS.map((pair) => (
        <div key={pair[0].field} className={styles.pair}>
          {pair.map(({ field, label, ...range }) => (
            <Field key={field} label={label} error={errorOf(field)}>
              {(control) => (
                <NumberField
                  {...control}
                  value={value[field]}
                  onChange={(number) => edit({ [field]: number })}
                  {...range}
                />
              )}
            </Field>
          ))}
        </div>
      ))}
      <div>
        <Button disabled={isDefault} onClick={() => void reset()}>
          Reset the benchmark
        </Button>
      </div>
    </SettingsGroup>
  )
}
