import { type ReactNode, useId } from 'react'
import { cx } from './class-names.ts'
import styles from './Field.module.css'
import { Help, useHelp } from './Help.tsx'

/** What the control inside a field needs to be tied to its label, hint and error. */
export interface FieldControl {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

interface FieldProps {
  readonly label: string
  /** right of the label, e.g. the number of a slider; as a function it gets what ties it to the label */
  readonly aside?: ReactNode | ((control: FieldControl) => ReactNode)
  /** a sentence on what it is for, shown on hover and focus */
  readonly help?: string | undefined
  readonly hint?: ReactNode
  /** in words; replaces the hint */
  readonly error?: string | null | undefined
  readonly className?: string | undefined
  /** false: the label is read aloud but not shown */
  readonly showLabel?: boolean | undefined
  /** for a control that no label can be for: it is told of clicks on the label */
  readonly onLabelClick?: (() => void) | undefined
  readonly children: (control: FieldControl) => ReactNode
}

/** A labelled control with its hint, or with what is wrong with its value. */
export function Field({
  label,
  aside,
  help,
  hint,
  error,
  className,
  showLabel = true,
  onLabelClick,
  children,
}: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const wrong = error !== null && error !== undefined && error !== ''
  const hasNote = wrong || (hint !== undefined && hint !== null && hint !== '')
  const helped = useHelp(help)
  const described = [hasNote && noteId, helped.id].filter(Boolean).join(' ')
  const control: FieldControl = {
    id,
    'aria-describedby': described || undefined,
    'aria-invalid': wrong || undefined,
  }
  return (
    <div className={cx(styles.field, className)} {...helped.handlers}>
      <div className={cx(styles.head, !showLabel && styles.hiddenHead)}>
        <Help {...helped}>
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: a label is for the mouse, with keys one goes to the control */}
          <label htmlFor={id} onClick={onLabelClick}>
            {label}
          </label>
        </Help>
        {typeof aside === 'function' ? aside(control) : aside}
      </div>
      {children(control)}
      {hasNote && (
        <p id={noteId} className={wrong ? styles.error : styles.hint} role={wrong ? 'alert' : undefined}>
          {wrong ? error : hint}
        </p>
      )}
    </div>
  )
}
