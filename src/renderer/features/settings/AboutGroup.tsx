import { say } from '../../../shared/words/say.ts'
import { usePanel } from '../../state/panel-store.ts'
import { SettingsGroup } from './SettingsGroup.tsx'
import styles from './SettingsScreen.module.css'

export function AboutGroup() {
  const version = usePanel((state) => state.appVersion)
  const runtime = usePanel((state) => state.runtime)
  const platform = usePanel((state) => state.platform)
  return (
    <SettingsGroup section="about">
      <dl className={styles.facts}>
        <dt translate="no">Tributary</dt>
        <dd translate="no">{version}</dd>
        <dt>{say('panel.settings.about.runs-on')}</dt>
        <dd>{say('panel.settings.about.runtime', { runtime, platform })}</dd>
        <dt>{say('panel.settings.about.privacy')}</dt>
        <dd>{say('panel.settings.about.privacy.text')}</dd>
      </dl>
    </SettingsGroup>
  )
}
