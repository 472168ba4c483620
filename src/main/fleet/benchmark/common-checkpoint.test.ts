import { describe, expect, it } from 'vitest'
import { capabilitiesOf } from '../testing/test-connection.ts'
import { checkpointToLoad, commonCheckpoint } from './common-checkpoint.ts'

const worker = (loaded: string | null, listed: string[] | null) => ({
  capabilities: capabilitiesOf({
    loadedCheckpoint: loaded,
    checkpoints:
      listed?.map((name) => ({
        title: `sub/${name}.safetensors [0123456789]`,
        name,
        hash: null,
        sha256: null,
      })) ?? null,
  }),
})

describe('the checkpoint everybody is measured on', () => {
  it('is the one most have in memory', () => {
    const fleet = [worker('a', ['a', 'b']), worker('b', ['a', 'b']), worker('b', ['b'])]
    expect(commonCheckpoint(fleet)).toBe('b')
  })

  it('of several, is the one most have at all, then the first on the board', () => {
    expect(commonCheckpoint([worker('a', ['a']), worker('b', ['b']), worker(null, ['b'])])).toBe('b')
    expect(commonCheckpoint([worker('a', ['a', 'b']), worker('b', ['a', 'b'])])).toBe('a')
  })

  it('is the same one under titles that differ by folder, hash and case', () => {
    const fleet = [worker('x', ['x', 'y']), worker('Y', ['y']), worker('models/y.safetensors [abc]', ['y'])]
    expect(commonCheckpoint(fleet)).toBe('Y')
  })

  it('is none where nobody tells', () => {
    expect(commonCheckpoint([{ capabilities: null }, worker(null, ['a'])])).toBeNull()
    expect(commonCheckpoint([])).toBeNull()
  })
})

describe('what a worker must load for it', () => {
  it.each([
    ['nothing when it is loaded', worker('a', ['a', 'b']), 'A.safetensors', null],
    ['its own title for it', worker('a', ['a', 'b']), 'b', 'sub/b.safetensors [0123456789]'],
    ['it when nobody knows what is loaded', worker(null, ['a', 'b']), 'b', 'sub/b.safetensors [0123456789]'],
    ['nothing when it does not have it', worker('a', ['a']), 'b', null],
    ['nothing when its list is unknown', worker('a', null), 'b', null],
    ['nothing when nothing is common', worker('a', ['a']), null, null],
    ['nothing when it is unknown itself', { capabilities: null }, 'b', null],
  ])('%s', (_words, { capabilities }, wanted, title) => {
    expect(checkpointToLoad(capabilities, wanted)?.title ?? null).toBe(title)
  })
})
