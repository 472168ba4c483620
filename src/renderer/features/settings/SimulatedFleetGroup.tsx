import { useState } from 'react'
import { say } from '../../../shared/words/say.ts'
import { attempt } from '../../state/call.ts'
import { usePanel } from '../../state/panel-store.ts'
import { startDemoFleet } from '../../state/start-demo-fleet.ts'
import { Switch } from '../../ui/Switch.tsx'
import { SettingRow } from './SettingRow.tsx'
import { SettingsGroup } from './SettingsGroup.tsx'

export function SimulatedFleetGroup() {
  const on = usePanel((state) => state.settings.demoFleet)
  const [busy, setBusy] = useState(false)
  const change = async (start: boolean) => {
    setBusy(true)
    if (start) await startDemoFleet()
    else await attempt('stopDemoFleet', {}, say('panel.failed.stop-demo'))
    setBusy(false)
  }
  return (
    <SettingsGroup section="demo">
      <SettingRow label={say('panel.settings.demo.machines')} hint={say('panel.settings.demo.machines.hint')}>
        {(control) => (
          <Switch {...control} checked={on} disabled={busy} onChange={(value) => void change(value)} />
        )}
      </SettingRow>
    </SettingsGroup>
  )
}
