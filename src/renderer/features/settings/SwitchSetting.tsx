import type { Settings } from '../../../shared/settings.ts'
import { say } from '../../../shared/words/say.ts'
import { usePanel } from '../../state/panel-store.ts'
import { saveSettings } from '../../state/save-settings.ts'
import { Switch } from '../../ui/Switch.tsx'
import { SettingRow } from './SettingRow.tsx'

type SwitchName = {
  [Name in keyof Settings]: Settings[Name] extends boolean ? Name : never
}[keyof Settings]

interface SwitchSettingProps {
  readonly setting: SwitchName
  /** in the keys of its texts */
  readonly name: 'previews' | 'measure-new' | 'spare-copies' | 'partials' | 'tray'
}

/** A setting that is on or off, saved as it is switched. */
export function SwitchSetting({ setting, name }: SwitchSettingProps) {
  const on = usePanel((state) => state.settings[setting])
  return (
    <SettingRow label={say(`panel.settings.${name}`)} hint={say(`panel.settings.${name}.hint`)}>
      {(control) => (
        <Switch {...control} checked={on} onChange={(value) => void saveSettings({ [setting]: value })} />
      )}
    </SettingRow>
  )
}
