import type { NameTable } from '../../../shared/names/name-table.ts'
import { SAMPLER_NAMES, SCHEDULE_NAMES } from '../../../shared/names/tables.ts'
import type { Capabilities, ServerKind } from '../../../shared/worker.ts'
import { SERVER_FACTS } from '../protocol/server-kinds.ts'
import { readRows } from './list-rows.ts'
import { serverName } from './server-text.ts'

const MOST_ALIASES = 20
const nameOf = (value: unknown): string | null => (typeof value === 'string' ? serverName(value) : null)

interface Named {
  readonly names: string[] | null
  /** other names of the rows, where spelling and the tables do not tell whose they are */
  readonly aliases: Record<string, string>
}

/**
 * Samplers and schedules of GET /samplers and /schedulers: what is shown, and the other names requests may use. A schedule has a name and
 * a label, and a server takes both; one of them is enough in a list. SD.Next lists its samplers again as schedules. An answer that is
 * undefined, not told for now, leaves a list as it was `before`.
 */
export async function samplingLists(
  kind: ServerKind,
  samplers: unknown,
  schedulers: unknown,
  before: Capabilities | null,
): Promise<Pick<Capabilities, 'samplers' | 'schedulers' | 'aliases'>> {
  const own =
    samplers === undefined
      ? { names: before?.samplers ?? null, aliases: before?.aliases?.samplers ?? {} }
      : await namedRows(samplers, SAMPLER_NAMES)
  const schedules =
    schedulers === undefined
      ? { names: before?.schedulers ?? null, aliases: before?.aliases?.schedulers ?? {} }
      : await namedRows(SERVER_FACTS[kind].schedulersAreSamplers ? null : schedulers, SCHEDULE_NAMES)
  return {
    samplers: own.names,
    schedulers: schedules.names,
    aliases: { samplers: own.aliases, schedulers: schedules.aliases },
  }
}

/** A row as it is told: what it is shown as, and what else it is called. */
interface Row {
  readonly shown: string
  readonly others: readonly { readonly name: string; readonly key: string }[]
  readonly key: string
}

async function namedRows(value: unknown, table: NameTable): Promise<Named> {
  if (!Array.isArray(value)) return { names: null, aliases: {} }
  const rows = await readRows(value, (row): Row[] => {
    // A bridge may list bare names.
    const each = typeof row === 'string' ? { name: row } : row
    if (typeof each !== 'object' || each === null) return []
    const { name, label, aliases } = each as Record<string, unknown>
    const shown = nameOf(label) ?? nameOf(name)
    if (shown === null) return []
    const others = [name, ...(Array.isArray(aliases) ? aliases.slice(0, MOST_ALIASES) : [])]
    return [
      {
        shown,
        key: table.keyOf(shown),
        others: others.flatMap((other) => {
          const one = nameOf(other)
          return one === null || one === shown ? [] : [{ name: one, key: table.keyOf(one) }]
        }),
      },
    ]
  })
  // Rows without a name that can be read say nothing of what the server has.
  if (rows.length === 0 && value.length > 0) return { names: null, aliases: {} }
  const names = new Set(rows.map(({ shown }) => shown))
  const keys = new Set(rows.map(({ key }) => key))
  const aliases = new Map<string, string>()
  // One that spelling leads to is found without help; what is another row's name stays that row's.
  for (const { shown, others } of rows)
    for (const { name, key } of others) if (!keys.has(key)) aliases.set(name, shown)
  return { names: [...names], aliases: Object.fromEntries(aliases) }
}
