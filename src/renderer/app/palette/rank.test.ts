import { describe, expect, it } from 'vitest'
import { rank, ranked } from './rank.ts'

const entry = (name: string, words?: string) => ({ id: name, name, ...(words ? { words } : {}) })
const names = (typed: string, entries: ReturnType<typeof entry>[], recent: string[] = []) =>
  ranked(typed, entries, recent).map(({ entry: { name } }) => name)

describe('the palette ranks by what was typed', () => {
  it.each([
    ['the whole name', 'queue', entry('Queue'), entry('Queue of jobs')],
    ['the beginning of the name', 'dark', entry('Dark theme'), entry('Theme', 'dark light')],
    ['the beginning of a word', 'the', entry('Dark theme'), entry('Other')],
    ['beginnings of words in any order', 'the da', entry('Dark theme'), entry('Gather data')],
    ['a word of the name', 'machine', entry('Add a machine'), entry('Import', 'machines')],
    ['another word by its beginning', 'sto', entry('Cancel job', 'stop abort'), entry('Restore')],
    ['letters inside the name', 'ark', entry('Bench marks'), entry('Theme', 'dark')],
  ])('%s before less', (_, typed, first, second) => {
    expect(names(typed, [second, first])[0]).toBe(first.name)
  })

  it('finds only what has every word', () => {
    expect(names('dark job', [entry('Dark theme'), entry('Job')])).toEqual([])
    expect(rank('xyz', entry('Dark theme'))).toBe(0)
  })

  it('offers everything in its order while nothing is typed, whatever was used', () => {
    expect(names('  ', [entry('Queue'), entry('Gallery')])).toEqual(['Queue', 'Gallery'])
  })

  it('lets the entry used last win where two fit equally well, and only there', () => {
    const entries = [entry('Pause job 31'), entry('Pause all jobs'), entry('Unpause')]
    expect(names('pause', entries, ['Unpause', 'Pause all jobs'])).toEqual([
      'Pause all jobs',
      'Pause job 31',
      'Unpause',
    ])
  })
})
