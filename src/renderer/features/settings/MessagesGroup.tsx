import { usePanel } from '../../state/panel-store.ts'
import { saveSettings } from '../../state/save-settings.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { SettingRow } from './SettingRow.tsx'
import { SettingsGroup } from './SettingsGroup.tsx'

const NOTIFICATIONS = [
  { value: 'batch', label: 'Per batch' },
  { value: 'job', label: 'Per job' },
  { value: 'off', label: 'Off' },
] as const

export function MessagesGroup() {
  const notifications = usePanel((state) => state.settings.notifications)
  const keepInTray = usePanel((state) => state.settings.keepInTray)
  return (
    <SettingsGroup title="Notifications and tray" text="What you hear while you do something else.">
      <SettingRow
        label="Notifications"
        hint="Batches that finish together are told together, so that many machines are no storm."
      >
        {() => (
          <Segmented
            label="Notifications"
            value={notifications}
            onChange={(value) => void saveSettings({ notifications: value })}
            options={NOTIFICATIONS}
          />
        )}
      </SettingRow>
      <SettingRow
        label="Go on in the tray"
        hint="When the window is closed while a job runs. Off: closing it quits, and what is in flight is lost."
      >
        {(control) => (
          <Switch
            {...control}
            checked={keepInTray}
            onChange={(value) => void saveSettings({ keepInTray: value })}
          />
        )}
      </SettingRow>
    </SettingsGroup>
  )
}
