import { describe, expect, it } from 'vitest'
import { appliedWords, applyWords } from './import-words.ts'

const entries = (adds: number, changes: number) => [
  ...Array.from({ length: adds }, () => ({ action: 'add' as const })),
  ...Array.from({ length: changes }, () => ({ action: 'change' as const })),
]

describe('the button that applies an import', () => {
  it.each([
    [3, 0, false, 'Add 3 machines'],
    [1, 0, false, 'Add 1 machine'],
    [2, 1, false, 'Add 2, change 1'],
    [0, 2, true, 'Change 2 machines'],
    [0, 0, true, 'Import the settings'],
    [0, 0, false, 'Nothing to import'],
  ])('says what it does for %s additions, %s changes, settings: %s', (adds, changes, settings, words) => {
    expect(applyWords(entries(adds, changes), settings)).toBe(words)
  })

  it.each([
    [{ added: 3, changed: 0 }, 'Added 3 machines'],
    [{ added: 1, changed: 2 }, 'Added 1 machine, changed 2'],
    [{ added: 0, changed: 1 }, 'Changed 1 machine'],
    [{ added: 0, changed: 0 }, 'Imported the settings'],
  ])('is answered by what was done: %o', (done, words) => {
    expect(appliedWords(done)).toBe(words)
  })
})
