import { useState } from 'react'
import { LIMITS } from '../../../../shared/limits.ts'
import type { PromptStyle } from '../../../../shared/styles.ts'
import { say } from '../../../../shared/words/say.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { saveSettings } from '../../../state/save-settings.ts'
import { showDone } from '../../../state/toasts.ts'
import { undoing } from '../../../state/undo.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import styles from './advanced.module.css'

interface StyleDialogProps {
  /** as it is edited: of a new one what it begins with */
  readonly style: PromptStyle
  /** its name among a person's own; null: it is new */
  readonly known: string | null
  readonly onClose: () => void
}

/** A person's own style: made, changed, or deleted with a way back. */
export function StyleDialog({ style, known, onClose }: StyleDialogProps) {
  const own = usePanel((state) => state.settings.styles)
  const [edited, setEdited] = useState(style)
  const [tried, setTried] = useState(false)
  const name = edited.name.trim()
  const taken = own.some((each) => each.name === name && each.name !== known)
  const wrong =
    name === ''
      ? say('styles.name-empty')
      : taken
        ? say('styles.name-taken')
        : known === null && own.length >= LIMITS.ownStyles
          ? say('styles.too-many')
          : null
  const save = async () => {
    setTried(true)
    if (wrong !== null) return
    const next = { ...edited, name }
    const all = known === null ? [...own, next] : own.map((each) => (each.name === known ? next : each))
    if (await saveSettings({ styles: all })) onClose()
  }
  const remove = async () => {
    if (!(await saveSettings({ styles: own.filter((each) => each.name !== known) }))) return
    onClose()
    showDone(
      say('styles.deleted', { name: known ?? '' }),
      undoing(() => void saveSettings({ styles: own })),
    )
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={say(known === null ? 'styles.title.new' : 'styles.title.edit')}
      description={say('styles.explained', { placeholder: '{prompt}' })}
      footer={
        <>
          {known !== null && (
            <Button look="danger" onClick={() => void remove()}>
              {say('styles.delete')}
            </Button>
          )}
          <Button look="primary" onClick={() => void save()}>
            {say('styles.save')}
          </Button>
        </>
      }
    >
      <StyleFields style={edited} error={tried || taken ? wrong : null} onChange={setEdited} />
    </Dialog>
  )
}

interface StyleFieldsProps {
  readonly style: PromptStyle
  /** what is wrong with its name; null: nothing */
  readonly error: string | null
  readonly onChange: (style: PromptStyle) => void
}

/** What a style is made of. */
export const StyleFields = ({ style, error, onChange }: StyleFieldsProps) => (
  <div className={styles.fields}>
    <Field label={say('styles.name')} help={say('styles.name.help')} error={error}>
      {(control) => (
        <TextField
          {...control}
          value={style.name}
          maxLength={300}
          onChange={(event) => onChange({ ...style, name: event.target.value })}
        />
      )}
    </Field>
    {(['prompt', 'negativePrompt'] as const).map((field) => (
      <Field
        key={field}
        label={say(field === 'prompt' ? 'styles.prompt' : 'styles.negative')}
        help={say(field === 'prompt' ? 'styles.prompt.help' : 'styles.negative.help', {
          placeholder: '{prompt}',
        })}
      >
        {(control) => (
          <TextArea
            {...control}
            className={styles.text}
            minRows={2}
            maxRows={10}
            maxLength={LIMITS.styleCharacters}
            value={style[field]}
            onChange={(event) => onChange({ ...style, [field]: event.target.value })}
          />
        )}
      </Field>
    ))}
  </div>
)
