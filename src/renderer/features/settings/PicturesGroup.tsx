import { say } from '../../../shared/words/say.ts'
import { attempt } from '../../state/call.ts'
import { usePanel } from '../../state/panel-store.ts'
import { saveSettings } from '../../state/save-settings.ts'
import { showDone } from '../../state/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { FileTemplateField } from './FileTemplateField.tsx'
import { SettingsGroup } from './SettingsGroup.tsx'
import styles from './SettingsScreen.module.css'

export function PicturesGroup() {
  const chosen = usePanel((state) => state.settings.outputFolder)
  const inUse = usePanel((state) => state.outputFolder)
  const choose = async () => {
    const answer = await attempt('chooseOutputFolder', {}, say('panel.failed.choose-folder'))
    const folder = answer?.folder ?? null
    if (folder === null || folder === chosen) return
    if (await saveSettings({ outputFolder: folder })) {
      showDone(say('panel.settings.folder.changed'), {
        label: say('panel.undo'),
        run: () => void saveSettings({ outputFolder: chosen }),
      })
    }
  }
  return (
    <SettingsGroup title={say('panel.settings.pictures')} text={say('panel.settings.pictures.text')}>
      <Field label={say('panel.settings.folder')} hint={say('panel.settings.folder.hint')}>
        {({ id }) => (
          <div className={styles.folder}>
            <output id={id} className={styles.path} title={chosen ?? inUse} translate="no">
              {chosen ?? inUse}
            </output>
            <Button onClick={() => void choose()}>{say('panel.settings.folder.choose')}</Button>
            <Button onClick={() => void attempt('openOutputFolder', {}, say('panel.failed.open-folder'))}>
              {say('panel.settings.folder.open')}
            </Button>
          </div>
        )}
      </Field>
      <FileTemplateField />
    </SettingsGroup>
  )
}
