import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { say } from '../../../../shared/words/say.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { saveSettings } from '../../../state/save-settings.ts'
import styles from './FormResizer.module.css'
import { clampFormWidth, FORM_WIDTH } from './form-width.ts'

const KEY_STEPS: Readonly<Record<string, number>> = { ArrowLeft: -16, ArrowRight: 16 }

/** The right edge of the form: drag it, or move it with the arrow keys. A double click brings back the default. */
export function FormResizer() {
  const width = usePanel((state) => state.settings.formWidth)
  const start = useRef<{ x: number; width: number } | null>(null)
  const show = (formWidth: number) =>
    usePanel.setState(({ settings }) => ({ settings: { ...settings, formWidth } }))
  const save = () => void saveSettings({ formWidth: usePanel.getState().settings.formWidth })

  const drag = (event: PointerEvent) => {
    if (start.current) show(clampFormWidth(start.current.width + event.clientX - start.current.x))
  }
  const drop = () => {
    if (start.current) save()
    start.current = null
  }
  const press = (event: KeyboardEvent) => {
    const step = KEY_STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    show(clampFormWidth(width + step))
    save()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be moved; this is the splitter of the ARIA patterns
    <div
      role="separator"
      tabIndex={0}
      aria-label={say('generate.form.width')}
      aria-orientation="vertical"
      aria-valuemin={FORM_WIDTH.min}
      aria-valuemax={FORM_WIDTH.max}
      aria-valuenow={width}
      className={styles.resizer}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { x: event.clientX, width }
      }}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={drop}
      onKeyDown={press}
      onDoubleClick={() => {
        show(FORM_WIDTH.default)
        save()
      }}
    />
  )
}
