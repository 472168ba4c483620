import { say } from '../../../shared/words/say.ts'
import { usePanel } from '../../state/panel-store.ts'
import { saveSettings } from '../../state/save-settings.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { SettingRow } from './SettingRow.tsx'
import { SettingsGroup } from './SettingsGroup.tsx'
import styles from './SettingsScreen.module.css'
import { useDraftSetting } from './use-draft-setting.ts'

export function GeneratingGroup() {
  const livePreviews = usePanel((state) => state.settings.livePreviews)
  const keepPartials = usePanel((state) => state.settings.keepPartials)
  const measureNew = usePanel((state) => state.settings.measureNew)
  const spareCopies = usePanel((state) => state.settings.spareCopies)
  const grace = useDraftSetting('graceSeconds')
  const maxBatch = useDraftSetting('maxBatch')
  return (
    <SettingsGroup section="generating">
      <SettingRow label={say('panel.settings.previews')} hint={say('panel.settings.previews.hint')}>
        {(control) => (
          <Switch
            {...control}
            checked={livePreviews}
            onChange={(value) => void saveSettings({ livePreviews: value })}
          />
        )}
      </SettingRow>
      <SettingRow label={say('panel.settings.measure-new')} hint={say('panel.settings.measure-new.hint')}>
        {(control) => (
          <Switch
            {...control}
            checked={measureNew}
            onChange={(value) => void saveSettings({ measureNew: value })}
          />
        )}
      </SettingRow>
      <SettingRow label={say('panel.settings.spare-copies')} hint={say('panel.settings.spare-copies.hint')}>
        {(control) => (
          <Switch
            {...control}
            checked={spareCopies}
            onChange={(value) => void saveSettings({ spareCopies: value })}
          />
        )}
      </SettingRow>
      <SettingRow label={say('panel.settings.partials')} hint={say('panel.settings.partials.hint')}>
        {(control) => (
          <Switch
            {...control}
            checked={keepPartials}
            onChange={(value) => void saveSettings({ keepPartials: value })}
          />
        )}
      </SettingRow>
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
