import type { PanelState } from '../../state/panel-store.ts'
import { commandsFor } from './commands.ts'
import type { Entry, EntryGroup, EntryList } from './entry.ts'
import { fieldEntries } from './field-entries.ts'
import { machineEntries } from './machine-entries.ts'
import { ranked } from './rank.ts'
import { settingEntries } from './setting-entries.ts'

/** of machines, of fields and of settings */
const SHOWN = 5

/**
 * What is known at once and fits what was typed: the commands, and once something is typed the machines, the fields of the form and the settings. The list with
 * the best entry comes first.
 */
export function entryLists(typed: string, state: PanelState, recent: readonly string[]): EntryList[] {
  const found = typed.trim() === '' ? [] : [...machineEntries(state), ...fieldEntries(), ...settingEntries()]
  const fitting = ranked(typed, [...commandsFor(state), ...found], recent)
  const lists = Map.groupBy(fitting, ({ entry }) => entry.group)
  return [...lists]
    .toSorted(([, [one]], [, [other]]) => (other?.fit ?? 0) - (one?.fit ?? 0))
    .map(([group, list]) => ({
      group,
      entries: shown(
        group,
        list.map(({ entry }) => entry),
      ),
    }))
}

const BOUNDED: ReadonlySet<EntryGroup> = new Set<EntryGroup>([
  'panel.commands.machines',
  'panel.commands.fields',
  'panel.commands.settings',
])

const shown = (group: EntryGroup, entries: readonly Entry[]): readonly Entry[] =>
  BOUNDED.has(group) ? entries.slice(0, SHOWN) : entries
