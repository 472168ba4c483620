import { type BenchmarkPayload, DEFAULT_SETTINGS } from '../../../shared/settings.ts'
import { say } from '../../../shared/words/say.ts'
import { useChoices } from '../../offers/use-choices.ts'
import { usePanel } from '../../state/panel-store.ts'
import { saveSettings } from '../../state/save-settings.ts'
import { showDone } from '../../state/toasts.ts'
import { undoing } from '../../state/undo.ts'
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
    { field: 'steps', label: 'request.field.steps', min: 1, max: 150, step: 1 },
    { field: 'cfgScale', label: 'request.field.cfg-scale', min: 1, max: 30, step: 0.5 },
  ],
  [
    { field: 'width', label: 'request.field.width', min: 64, max: 2048, step: 8 },
    { field: 'height', label: 'request.field.height', min: 64, max: 2048, step: 8 },
  ],
  [
    { field: 'warmUpRuns', label: 'request.field.warm-up-runs', min: 0, max: 10, step: 1 },
    { field: 'measuredRuns', label: 'request.field.measured-runs', min: 1, max: 20, step: 1 },
  ],
] as const

/** What every machine is measured with. Speeds measured with different payloads do not compare. */
export function BenchmarkGroup() {
  const { value, error, path, change, forget } = useDraftSetting('benchmark')
  const saved = usePanel((state) => state.settings.benchmark)
  const samplers = useChoices('samplers', value.sampler)
  const edit = (patch: Partial<BenchmarkPayload>) => change({ ...value, ...patch })
  const errorOf = (field: keyof BenchmarkPayload) => (path === field ? error : null)
  const isDefault = JSON.stringify(value) === JSON.stringify(DEFAULT_SETTINGS.benchmark)
  const reset = async () => {
    forget()
    if (await saveSettings({ benchmark: DEFAULT_SETTINGS.benchmark })) {
      showDone(
        say('panel.settings.benchmark.is-reset'),
        undoing(() => void saveSettings({ benchmark: saved })),
      )
    }
  }
  return (
    <SettingsGroup section="benchmark">
      <Field label={say('request.field.prompt')} error={errorOf('prompt')}>
        {(control) => (
          <TextArea
            {...control}
            value={value.prompt}
            minRows={1}
            onChange={(event) => edit({ prompt: event.target.value })}
          />
        )}
      </Field>
      <Field label={say('request.field.negative-prompt')} error={errorOf('negativePrompt')}>
        {(control) => (
          <TextArea
            {...control}
            value={value.negativePrompt}
            minRows={1}
            onChange={(event) => edit({ negativePrompt: event.target.value })}
          />
        )}
      </Field>
      <Field label={say('request.field.sampler')}>
        {(control) => (
          <Select
            {...control}
            label={say('request.field.sampler')}
            onChange={(sampler) => edit({ sampler })}
            {...samplers}
          />
        )}
      </Field>
      {NUMBERS.map((pair) => (
        <div key={pair[0].field} className={styles.pair}>
          {pair.map(({ field, label, ...range }) => (
            <Field key={field} label={say(label)} error={errorOf(field)}>
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
          {say('panel.settings.benchmark.reset')}
        </Button>
      </div>
    </SettingsGroup>
  )
}
