export interface Fact {
  readonly name: string
  readonly value: string
  /** the value is a name, an address or the like, not words */
  readonly isData?: boolean
}

/** Names and values, for a `dl`. */
export function FactRows({ facts }: { readonly facts: readonly Fact[] }) {
  return facts.map(({ name, value, isData }) => (
    <div key={name}>
      <dt>{name}</dt>
      <dd translate={isData ? 'no' : undefined}>{value}</dd>
    </div>
  ))
}
