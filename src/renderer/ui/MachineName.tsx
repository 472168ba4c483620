import { cx } from './class-names.ts'
import styles from './MachineName.module.css'
import { nameParts } from './name-parts.ts'

interface MachineNameProps {
  /** of a machine, or its address */
  readonly name: string
  readonly className?: string | undefined
  /** what hovering shows; `name` unless it is given */
  readonly title?: string | undefined
}

/** The name of a machine, cut where it does not fit so that its port and the number at its end can still be read. */
export function MachineName({ name, className, title = name }: MachineNameProps) {
  const { head, tail } = nameParts(name)
  return (
    <span className={cx(styles.name, className)} title={title} translate="no">
      <span className={styles.head}>{head}</span>
      {tail !== '' && <span className={styles.tail}>{tail}</span>}
    </span>
  )
}
