import { say } from '../../../shared/words/say.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { SettingRow } from './SettingRow.tsx'
import { SettingsGroup } from './SettingsGroup.tsx'
import styles from './SettingsScreen.module.css'
import { SwitchSetting } from './SwitchSetting.tsx'
import { useDraftSetting } from './use-draft-setting.ts'

export function GeneratingGroup() {
  const grace = useDraftSetting('graceSeconds')
  const maxBatch = useDraftSetting('maxBatch')
  return (
    <SettingsGroup section="generating">
      <SwitchSetting setting="livePreviews" name="previews" />
      <SwitchSetting setting="measureNew" name="measure-new" />
      <SwitchSetting setting="spareCopies" name="spare-copies" />
      <SwitchSetting setting="keepPartials" name="partials" />
      <SettingRow
        label={say('panel.settings.grace')}
        hint={say('panel.settings.grace.hint')}
        error={grace.error}
      >
        {(control) => (
          <>
            <NumberField
              {...control}
              className={styles.number}
              value={grace.value}
              onChange={grace.change}
              min={0}
              max={600}
              step={0.5}
              snap={false}
            />
            <span className={styles.unit}>s</span>
          </>
        )}
      </SettingRow>
      <SettingRow
        label={say('panel.settings.batch')}
        hint={say('panel.settings.batch.hint')}
        error={maxBatch.error}
      >
        {(control) => (
          <>
            <NumberField
              {...control}
              className={styles.number}
              value={maxBatch.value}
              onChange={maxBatch.change}
              min={1}
              max={64}
            />
            <span className={styles.unit}>{say('panel.settings.batch.unit')}</span>
          </>
        )}
      </SettingRow>
    </SettingsGroup>
  )
}
