import { Pencil, Save, SlidersHorizontal, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { LIMITS } from '../../../../shared/limits.ts'
import type { Preset } from '../../../../shared/presets.ts'
import { say } from '../../../../shared/words/say.ts'
import { applyPreset, deletePreset, keepForm, renamePreset } from '../../../state/presets.ts'
import { Dotted } from '../../../ui/Dotted.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import styles from './PresetMenu.module.css'

interface PresetRowProps {
  readonly preset: Preset
  readonly onUsed: () => void
}

/** One preset: a press of it uses it. */
export function PresetRow({ preset, onUsed }: PresetRowProps) {
  const { name, picture, request } = preset
  const [naming, setNaming] = useState(false)
  return (
    <li className={styles.row} data-item>
      <span className={styles.picture}>
        {picture === null ? (
          <SlidersHorizontal aria-hidden="true" />
        ) : (
          <Picture of={{ kind: 'thumb', id: picture }} alt="" />
        )}
      </span>
      {naming ? (
        <TextField
          autoFocus
          data-own-escape
          aria-label={say('presets.new-name', { name })}
          defaultValue={name}
          maxLength={LIMITS.nameCharacters}
          onBlur={(event) => {
            setNaming(false)
            void renamePreset(preset, event.target.value)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.value = name
            if (event.key !== 'Enter' && event.key !== 'Escape') return
            event.stopPropagation()
            event.preventDefault()
            event.currentTarget.blur()
          }}
        />
      ) : (
        <>
          <button
            type="button"
            data-stop
            className={styles.use}
            onClick={() => {
              void applyPreset(preset)
              onUsed()
            }}
          >
            <b translate="no">{name}</b>
            <span translate="no">
              <Dotted parts={[request.checkpoint, `${request.width} × ${request.height}`, request.sampler]} />
            </span>
          </button>
          <span className={styles.tools}>
            <IconButton
              label={say('presets.overwrite', { name })}
              icon={<Save />}
              onClick={() => void keepForm(name)}
            />
            <IconButton
              label={say('presets.rename', { name })}
              icon={<Pencil />}
              onClick={() => setNaming(true)}
            />
            <IconButton
              label={say('presets.delete', { name })}
              icon={<Trash2 />}
              onClick={() => void deletePreset(preset)}
            />
          </span>
        </>
      )}
    </li>
  )
}
