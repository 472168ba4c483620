import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexNames } from './name-index.ts'

const found = (names: readonly string[], query: string, most = 12) =>
  indexNames(names)
    .search(query, most)
    .map(({ at }) => names[at])

describe('names that a query fits', () => {
  const names = ['paper_cut', 'cut paper', 'Papercraft', 'soft-paper', 'spaper', 'p a p e r', 'ink']
  it('come by how they fit: beginning so, a word in them, the letters in this order', () => {
    expect(found(names, 'paper')).toEqual([
      'paper_cut',
      'Papercraft',
      'cut paper',
      'soft-paper',
      'spaper',
      'p a p e r',
    ])
  })
  it('are all of them for an empty query, in their order, as many as are wanted', () => {
    expect(found(names, '', 2)).toEqual(['paper_cut', 'cut paper'])
    expect(found(names, 'paper', 2)).toEqual(['paper_cut', 'Papercraft'])
  })
  it('of two that fit alike the shorter one comes first, then the one that stands first', () => {
    expect(found(['inkwash', 'ink b', 'ink a'], 'ink')).toEqual(['ink b', 'ink a', 'inkwash'])
  })
  it('can be those only that begin so or have such a word', () => {
    const hits = indexNames(names).search('paper', 12, { wordsOnly: true })
    expect(hits.map(({ at }) => names[at])).toEqual(['paper_cut', 'Papercraft', 'cut paper', 'soft-paper'])
  })
  it('come in the same order however many are wanted', () => {
    const all = indexNames(names).search('paper', 1000)
    expect(all).toEqual(indexNames(names).search('paper', 12))
  })
  it('are told with the places that were typed', () => {
    expect(indexNames(['soft-paper']).search('pap', 1)).toEqual([{ at: 0, marks: [5, 6, 7] }])
    expect(indexNames(['soft-paper']).search('sfp', 1)).toEqual([{ at: 0, marks: [0, 2, 5] }])
  })
  it('hold the letters of the query in their order, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 12 })),
        fc.string({ minLength: 1, maxLength: 4 }),
        (all, query) => {
          const hits = indexNames(all).search(query, 1000)
          const fits = (name: string) => {
            let at = 0
            for (const letter of query.toLowerCase()) {
              at = name.toLowerCase().indexOf(letter, at)
              if (at < 0) return false
              at += letter.length
            }
            return true
          }
          expect(hits.map(({ at }) => at).sort((a, b) => a - b)).toEqual(
            all.flatMap((name, at) => (fits(name) ? [at] : [])),
          )
        },
      ),
    )
  })
})

describe('searching five thousand names', () => {
  const words = ['ink', 'wash', 'gouache', 'paper', 'portrait', 'style', 'neon', 'soft', 'vintage', 'studio']
  const names = Array.from(
    { length: 5000 },
    (_, at) => `${words[at % 10]}_${words[(at * 7) % 9]}-${words[(at * 3) % 8]}_v${at}`,
  )
  it.each(['g', 'go', 'gouache_v49', 'ss', 'zq', 'portrait_style-neon_v4999'])(
    'for %j compares no more characters than they have, twice',
    (query) => {
      const index = indexNames(names)
      const cost = { compared: 0 }
      index.search(query, 12, { cost })
      expect(cost.compared).toBeLessThan(2 * names.join('').length)
    },
  )
})
