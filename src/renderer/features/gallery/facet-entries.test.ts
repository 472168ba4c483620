import { expect, it, vi } from 'vitest'
import { facetEntries } from './facet-entries.ts'

const FACET = [
  { value: 'laptop', images: 1284 },
  { value: 'argon', images: 3 },
]
const shown = (chosen: string | null) =>
  facetEntries(FACET, { all: 'Any machine', chosen, choose: vi.fn() }).map((entry) =>
    entry.kind === 'check' ? [entry.label, entry.checked] : entry,
  )

it('a filter offers everything, and each value with its pictures', () => {
  expect(shown(null)).toEqual([
    ['Any machine', true],
    ['laptop · 1,284', false],
    ['argon · 3', false],
  ])
})

it('a filter keeps what is chosen when its last picture is gone', () => {
  expect(shown('xenon')).toEqual([
    ['Any machine', false],
    ['laptop · 1,284', false],
    ['argon · 3', false],
    ['xenon · none', true],
  ])
})
