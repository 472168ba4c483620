import { say } from '../../../shared/words/say.ts'
import { usePanel } from '../../state/panel-store.ts'
import { saveSettings } from '../../state/save-settings.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { SettingRow } from './SettingRow.tsx'
import { SettingsGroup } from './SettingsGroup.tsx'

const THEMES = ['system', 'dark', 'light'] as const

export function AppearanceGroup() {
  const theme = usePanel((state) => state.settings.theme)
  return (
    <SettingsGroup section="appearance">
      <SettingRow label={say('panel.settings.theme')}>
        {() => (
          <Segmented
            label={say('panel.settings.theme')}
            value={theme}
            onChange={(value) => void saveSettings({ theme: value })}
            options={THEMES.map((value) => ({ value, label: say(`panel.settings.theme.${value}`) }))}
          />
        )}
      </SettingRow>
    </SettingsGroup>
  )
}
