/** What the fields of a patch are now: the patch that takes it back. */
export const fieldsOf = <Whole extends object>(now: Whole, patch: Partial<Whole>): Partial<Whole> =>
  Object.fromEntries(Object.keys(patch).map((field) => [field, now[field as keyof Whole]])) as Partial<Whole>
