import { describe, expect, it } from 'vitest'
import { wildcardWords, withWildcard } from './wildcard-words.ts'

const LISTS = [
  { name: 'weather', lines: 12, sample: 'clear sky' },
  { name: 'light/soft', lines: 1, sample: 'overcast' },
  { name: 'empty', lines: 0, sample: '' },
]

describe('what is said about the wildcards of a prompt', () => {
  it('says nothing without one, and nothing while the lists are unknown', () => {
    expect(wildcardWords('a harbour, snake_case_name', LISTS)).toBeNull()
    expect(wildcardWords('a harbour, __weather__', null)).toBeNull()
  })

  it('names each list once with its lines, and what it costs', () => {
    expect(wildcardWords('__weather__ and __weather__, __light/soft__', LISTS)).toBe(
      'Each image draws its own line from weather (12 lines) and light/soft (1 line); neighbours that draw the same go together.',
    )
  })

  it('counts the lines of all lists that a star means', () => {
    expect(wildcardWords('__*__ or __light/*__', LISTS)).toContain('* (12 lines) and light/* (1 line)')
  })

  it('says what becomes of names that no list has, an empty one included', () => {
    expect(wildcardWords('__empty__ __other__', LISTS)).toBe(
      'There are no lists called empty and other. They are sent to the machines as written.',
    )
  })
})

describe('a wildcard that is put into a prompt', () => {
  it('is set off from the words around it', () => {
    expect(withWildcard('a harbour', { start: 9, end: 9 }, 'weather')).toBe(' __weather__')
    expect(withWildcard('a, b', { start: 3, end: 4 }, 'light')).toBe('__light__')
    expect(withWildcard('sunset', { start: 0, end: 0 }, 'x')).toBe('__x__ ')
  })
})
