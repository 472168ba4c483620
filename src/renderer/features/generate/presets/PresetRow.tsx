import { Pencil, Save, SlidersHorizontal, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { LIMITS } from '../../../../shared/limits.ts'
import type { Preset } from '../../../../shared/presets.ts'
import { say } from '../../../../shared/words/say.ts'
import { applyPreset, deletePreset, keepForm, renamePreset } from '../../../state/presets.ts'
import { Dotted } from '../../../ui/Dotted.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import { isPress, SHORTCUTS } from '../../../ui/shortcuts.ts'
import { TextField } from '../../../ui/TextField.tsx'
import styles from './PresetMenu.module.css'
import { CELLS } from './preset-cells.ts'

interface PresetRowProps {
  readonly preset: Preset
  /** its place in the list, from 0 */
  readonly row: number
  /** which of its buttons Tab leads to; null: none */
  readonly stop: number | null
  /** one of its buttons got the focus */
  readonly onStop: (column: number) => void
  readonly onUsed: () => void
}

/** One preset: a press of it uses it. */
export function PresetRow({ preset, row, stop, onStop, onUsed }: PresetRowProps) {
  const { name, picture, request } = preset
  const [naming, setNaming] = useState(false)
  const cell = (which: (typeof CELLS)[number]) => {
    const column = CELLS.indexOf(which)
    return {
      'data-cell': `${row} ${column}`,
      tabIndex: column === stop ? 0 : -1,
      onFocus: () => onStop(column),
    }
  }
  const tool = (
    which: 'overwrite' | 'rename' | 'delete',
    icon: ReactNode,
    run: () => void,
    keys?: string,
  ) => (
    <GridCell>
      <IconButton
        {...cell(which)}
        label={say(`presets.${which}`, { name })}
        icon={icon}
        keys={keys}
        onClick={run}
      />
    </GridCell>
  )
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus
    // biome-ignore lint/a11y/useSemanticElements: a table would need its columns named
    <div
      role="row"
      className={styles.row}
      data-item
      onKeyDown={(event) => {
        if (naming) return
        if (event.key === 'F2') setNaming(true)
        else if (isPress(event, SHORTCUTS.remove)) void deletePreset(preset)
        else return
        event.preventDefault()
      }}
    >
      <span className={styles.picture}>
        {picture === null ? (
          <SlidersHorizontal aria-hidden="true" />
        ) : (
          <Picture of={{ kind: 'thumb', id: picture }} alt="" />
        )}
      </span>
      {naming ? (
        <GridCell>
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
        </GridCell>
      ) : (
        <>
          <GridCell className={styles.cell}>
            <button
              type="button"
              {...cell('use')}
              className={styles.use}
              onClick={() => {
                void applyPreset(preset)
                onUsed()
              }}
            >
              <b translate="no">{name}</b>
              <span translate="no">
                <Dotted
                  parts={[request.checkpoint, `${request.width} × ${request.height}`, request.sampler]}
                />
              </span>
            </button>
          </GridCell>
          <span className={styles.tools}>
            {tool('overwrite', <Save />, () => void keepForm(name))}
            {tool('rename', <Pencil />, () => setNaming(true), 'F2')}
            {tool('delete', <Trash2 />, () => void deletePreset(preset), SHORTCUTS.remove.keys)}
          </span>
        </>
      )}
    </div>
  )
}

function GridCell({
  className,
  children,
}: {
  readonly className?: string | undefined
  readonly children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: what is in it takes the focus
    // biome-ignore lint/a11y/useSemanticElements: a table would need its columns named
    <span role="gridcell" className={className}>
      {children}
    </span>
  )
}
