import type { Edge } from './source-graph.ts'

/**
 * Groups of files of which each imports every other by some path, and files that import themselves: Tarjan's strongly connected components.
 * Each group is sorted by name, and so are the groups.
 */
export function importCycles(edges: readonly Edge[]): readonly (readonly string[])[] {
  const targets = new Map<string, Set<string>>()
  for (const { from, to } of edges) {
    if (to === null) continue
    const known = targets.get(from)
    if (known === undefined) targets.set(from, new Set([to]))
    else known.add(to)
  }

  const order = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const groups: (readonly string[])[] = []

  const visit = (file: string): number => {
    const mine = order.size
    order.set(file, mine)
    open.push(file)
    isOpen.add(file)
    let low = mine
    for (const target of targets.get(file) ?? []) {
      const seen = order.get(target)
      if (seen === undefined) low = Math.min(low, visit(target))
      else if (isOpen.has(target)) low = Math.min(low, seen)
    }
    if (low === mine) {
      const group = open.splice(open.indexOf(file))
      for (const member of group) isOpen.delete(member)
      if (group.length > 1 || targets.get(file)?.has(file)) groups.push(group.sort())
    }
    return low
  }
  for (const file of targets.keys()) if (!order.has(file)) visit(file)
  return groups.sort((a, b) => String(a[0]).localeCompare(String(b[0])))
}
