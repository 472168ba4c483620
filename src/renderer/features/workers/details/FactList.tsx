import styles from './FactList.module.css'

export interface WorkerFact {
  readonly name: string
  readonly value: string
  /** the value is a name, an address or the like, not words */
  readonly isData?: boolean
}

/** Names and values, one below the other, as in the viewer's table. */
export function FactList({ facts }: { facts: readonly WorkerFact[] }) {
  return (
    <dl className={styles.list}>
      {facts.map(({ name, value, isData }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd translate={isData ? 'no' : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
