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
  const grace = useDraftSetting('graceSeconds')
  const maxBatch = useDraftSetting('maxBatch')
  return (
    <SettingsGroup title="Generating" text="How images are dealt out and watched.">
      <SettingRow
        label="Live previews"
        hint="Show pictures while they come about. Costs the machines a little time."
      >
        {(control) => (
          <Switch
            {...control}
            checked={livePreviews}
            onChange={(value) => void saveSettings({ livePreviews: value })}
          />
        )}
      </SettingRow>
      <SettingRow
        label="Keep unfinished pictures"
        hint="When a job is cancelled, store what was half done too, marked as unfinished."
      >
        {(control) => (
          <Switch
            {...control}
            checked={keepPartials}
            onChange={(value) => void saveSettings({ keepPartials: value })}
          />
        )}
      </SettingRow>
      <SettingRow
        label="Grace of the + bonus mode"
        hint="A machine whose fair share takes this much longer than the fastest one's makes bonus images instead."
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
        label="Largest batch"
        hint="Images a machine gets in one request, where nothing better is known about its memory."
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
            <span className={styles.unit}>images</span>
          </>
        )}
      </SettingRow>
    </SettingsGroup>
  )
}
