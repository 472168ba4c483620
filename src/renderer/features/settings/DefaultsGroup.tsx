import { DEFAULT_REQUEST } from '../../../shared/generation.ts'
import { say } from '../../../shared/words/say.ts'
import { asDefaults, changeDefaults, isSameRequest, saveFormAsDefaults } from '../../state/form-defaults.ts'
import { usePanel } from '../../state/panel-store.ts'
import { Button } from '../../ui/Button.tsx'
import { SettingsGroup } from './SettingsGroup.tsx'
import styles from './SettingsScreen.module.css'

/** What the form is reset to. */
export function DefaultsGroup() {
  const defaults = usePanel((state) => state.settings.formDefaults)
  const form = asDefaults(usePanel((state) => state.form))
  const { width, height, steps, cfgScale: cfg, sampler, scheduler } = defaults
  return (
    <SettingsGroup section="defaults">
      <div>
        <p>{say('panel.settings.defaults.are', { width, height, steps, cfg })}</p>
        <p className={styles.hint} translate="no">
          {sampler} · {scheduler}
        </p>
      </div>
      <div className={styles.buttons}>
        <Button disabled={isSameRequest(form, defaults)} onClick={() => void saveFormAsDefaults()}>
          {say('panel.settings.defaults.use-form')}
        </Button>
        <Button
          disabled={isSameRequest(defaults, DEFAULT_REQUEST)}
          onClick={() => void changeDefaults(DEFAULT_REQUEST, say('panel.settings.defaults.are-built-in'))}
        >
          {say('panel.settings.defaults.built-in')}
        </Button>
      </div>
    </SettingsGroup>
  )
}
