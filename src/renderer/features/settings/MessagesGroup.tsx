import { say } from '../../../shared/words/say.ts'
import { usePanel } from '../../state/panel-store.ts'
import { saveSettings } from '../../state/save-settings.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { SettingRow } from './SettingRow.tsx'
import { SettingsGroup } from './SettingsGroup.tsx'
import { SwitchSetting } from './SwitchSetting.tsx'

const NOTIFICATIONS = ['batch', 'job', 'off'] as const

export function MessagesGroup() {
  const notifications = usePanel((state) => state.settings.notifications)
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
      <SwitchSetting setting="keepInTray" name="tray" />
    </SettingsGroup>
  )
}
