/** Whether a list of a server has this name, whatever its letters' case; null: it gave no such list. */
export const isListed = (list: readonly string[] | null | undefined, name: string): boolean | null =>
  list == null ? null : list.some((entry) => entry.toLowerCase() === name.toLowerCase())
