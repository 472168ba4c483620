import { say } from '../../../shared/words/say.ts'
import { attempt } from '../../state/call.ts'
import { usePanel } from '../../state/panel-store.ts'
import { saveSettings } from '../../state/save-settings.ts'
import { showDone } from '../../state/toasts.ts'
import { undoing } from '../../state/undo.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { FileTemplateField } from './FileTemplateField.tsx'
import { SettingRow } from './SettingRow.tsx'
import { SettingsGroup } from './SettingsGroup.tsx'
import styles from './SettingsScreen.module.css'

const AGES = [1, 7, 30, null] as const

function TrashAge() {
  const days = usePanel((state) => state.settings.trashDays)
  return (
    <SettingRow label={say('panel.settings.trash')} hint={say('panel.settings.trash.hint')}>
      {() => (
        <Segmented
          label={say('panel.settings.trash')}
          value={String(days)}
          onChange={(value) =>
            void saveSettings({ trashDays: AGES.find((age) => String(age) === value) ?? null })
          }
          options={AGES.map((age) => ({
            value: String(age),
            label:
              age === null
                ? say('panel.settings.trash.never')
                : say('panel.settings.trash.days', { days: age }),
          }))}
        />
      )}
    </SettingRow>
  )
}

export function PicturesGroup() {
  const chosen = usePanel((state) => state.settings.outputFolder)
  const inUse = usePanel((state) => state.outputFolder)
  const choose = async () => {
    const answer = await attempt('chooseOutputFolder', {}, say('panel.failed.choose-folder'))
    const folder = answer?.folder ?? null
    if (folder === null || folder === chosen) return
    if (await saveSettings({ outputFolder: folder })) {
      showDone(
        say('panel.settings.folder.changed'),
        undoing(() => void saveSettings({ outputFolder: chosen })),
      )
    }
  }
  return (
    <SettingsGroup section="pictures">
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
      <TrashAge />
    </SettingsGroup>
  )
}
