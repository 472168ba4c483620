import { describe, expect, it } from 'vitest'
import { emptyPanel, type PanelState } from '../../state/panel-store.ts'
import { workersChanged } from '../../state/workers.ts'
import { workerFixture } from '../../testing/fixtures.ts'
import { entryLists } from './entry-lists.ts'

const fleet = (...names: string[]): PanelState => ({
  ...emptyPanel,
  ...workersChanged(
    emptyPanel,
    names.map((name) => workerFixture(name)),
  ),
})
const lists = (typed: string, state: PanelState, recent: string[] = []) =>
  entryLists(typed, state, recent).map(
    ({ group, entries }) => [group, entries.map(({ name }) => name)] as const,
  )
const groups = (typed: string, state: PanelState) => lists(typed, state).map(([group]) => group)
const firstOf = (typed: string, state: PanelState, recent: string[] = []) =>
  lists(typed, state, recent)[0]?.[1][0]

describe('what the palette knows at once', () => {
  it('is the commands alone while nothing is typed', () => {
    const named = groups(' ', fleet('laptop'))
    expect(named).not.toContain('panel.commands.machines')
    expect(named).not.toContain('panel.commands.settings')
    expect(firstOf('', fleet('laptop'))).toBe('Generate')
  })

  it('is a machine by its name before what has the word somewhere', () => {
    const [first] = lists('theme', fleet('theme'))
    expect(first).toEqual(['panel.commands.machines', ['theme']])
  })

  it('is a machine by its address, too', () => {
    expect(lists('192.168.1.3', fleet('laptop'))).toContainEqual(['panel.commands.machines', ['laptop']])
    expect(groups('10.0.0.7', fleet('laptop'))).not.toContain('panel.commands.machines')
  })

  it('names five machines of thirty at most', () => {
    const many = fleet(...Array.from({ length: 30 }, (_, at) => `node-${at + 1}`))
    const [first] = lists('node', many)
    expect(first?.[0]).toBe('panel.commands.machines')
    expect(first?.[1]).toHaveLength(5)
  })

  it('is a setting by its label', () => {
    expect(lists('live previews', emptyPanel)[0]).toEqual(['panel.commands.settings', ['Live previews']])
  })

  it('is first what was used last, where it fits as well', () => {
    const state = fleet('node-1', 'node-2')
    expect(firstOf('node', state)).toBe('node-1')
    expect(firstOf('node', state, ['machine node-2'])).toBe('node-2')
  })
})
