import { say } from '../../../shared/words/say.ts'
import { usePanel } from '../../state/panel-store.ts'
import { SettingsGroup } from './SettingsGroup.tsx'
import styles from './SettingsScreen.module.css'

export function AboutGroup() {
  const version = usePanel((state) => state.appVersion)
  const runtime = usePanel((state) => state.runtime)
  const platform = usePanel((state) => state.platform)
  return (
    <SettingsGroup title={say('panel.settings.about')}>
      <dl className={styles.facts}>
        <dt>Tributary</dt>
        <dd>{version}</dd>
        <dt>Runs on</dt>
        <dd>
          {runtime}, {platform}
        </dd>
        <dt>Privacy</dt>
        <dd>Nothing leaves your machines: no telemetry, no accounts, no updates behind your back.</dd>
      </dl>
    </SettingsGroup>
  )
}
