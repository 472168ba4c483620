import { ScreenHeader } from '../../ui/ScreenHeader.tsx'

export function SettingsScreen() {
  return <ScreenHeader title="Settings" />
}
