import { type Fact, FactRows } from '../../../ui/FactRows.tsx'
import styles from './FactList.module.css'

/** Names and values, one below the other, as in the viewer's table. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.list}>
      <FactRows facts={facts} />
    </dl>
  )
}
