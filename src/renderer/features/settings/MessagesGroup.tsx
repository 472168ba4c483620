import { say } from '../../../shared/words/say.ts'
import { usePanel } from '../../state/panel-store.ts'
import { saveSettings } from '../../state/save-settings.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { SettingRow } from './SettingRow.tsx'
import { SettingsGroup } from './SettingsGroup.tsx'

const NOTIFICATIONS = ['batch', 'job', 'off'] as const

export function MessagesGroup() {
  const notifications = usePanel((state) => state.settings.notifications)
  const keepInTray = usePanel((state) => state.settings.keepInTray)
  return (
    <SettingsGroup section="messages">
      <SettingRow label={say('panel.settings.notifications')} hint={say('panel.settings.notifications.hint')}>
        {() => (
          <Segmented
            label={say('panel.settings.notifications')}
            value={notifications}
            onChange={(value) => void saveSettings({ notifications: value })}
            options={NOTIFICATIONS.map((value) => ({
              value,
              label: say(`panel.settings.notifications.${value}`),
            }))}
          />
        )}
      </SettingRow>
      <SettingRow label={say('panel.settings.tray')} hint={say('panel.settings.tray.hint')}>
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
