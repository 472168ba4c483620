import { describe, expect, it } from 'vitest'
import { growthOf, repeated } from '../testing/growth.ts'
import {
  canonicalCheckpointName,
  entryOfAnswer,
  handleOf,
  handlesOf,
  identifyCheckpoint,
  type ListedCheckpoint,
} from './checkpoints.ts'

const A = '879db523c3'
const B = '0123456789'
/** A row of sd-models; its hash is in the title, as servers write it. */
const listed = (path: string, hash: string | null = null): ListedCheckpoint => ({
  title: hash === null ? path : `${path} [${hash}]`,
  name: canonicalCheckpointName(path),
  hash,
  sha256: null,
})

describe('the name of a checkpoint', () => {
  it.each([
    ['sub/dir\\v1-5.safetensors [abcdef0123]', 'v1-5'],
    ['v1-5.ckpt', 'v1-5'],
    ['v1-5', 'v1-5'],
    ['model.v2', 'model.v2'],
    ['model [abcdef0123]', 'model'],
    ['model [v2].safetensors', 'model [v2]'],
    ['model [v2]', 'model [v2]'],
    ['model.ckpt [none]', 'model'],
    ['模型 *.safetensors', '模型 *'],
  ])('%s is %s', (title, name) => {
    expect(canonicalCheckpointName(title)).toBe(name)
    expect(canonicalCheckpointName(name)).toBe(name)
  })

  it.each(['[', ']', ' [', '[ ', ' ', '/', '.ckpt', '[a]'])(
    'takes time in proportion to its length: "%s"',
    async (part) => {
      const growth = await growthOf(canonicalCheckpointName, repeated(part, '', 'x'), 100_000)
      expect(growth).toMatchObject({ linear: true })
    },
  )
})

describe('which file a name means on a server', () => {
  const pair = [listed('sd15/model.safetensors', A), listed('xl/model.safetensors', B)]
  const unhashed = [listed('sd15/model.safetensors'), listed('xl/model.safetensors')]
  it.each([
    ['the only one of that name', [listed('sub/model.safetensors')], 'model', 0],
    ['other letters', [listed('Model.ckpt')], 'model', 0],
    ['its hash goes first', [listed('a.ckpt'), listed('b.ckpt', A)], `a.ckpt [${A}]`, 1],
    ['one of two by its hash', pair, `model [${B}]`, 1],
    ['one of two by its title', pair, `sd15/model.safetensors [${A}]`, 0],
    ['one of two by folder', unhashed, 'xl/model.safetensors', 1],
    ['one of two, as another system writes it', unhashed, 'xl\\model.safetensors', 1],
    ['a hash the server has not worked out, by folder', unhashed, `xl/model.safetensors [${B}]`, 1],
    ['the one in no folder', [listed('model.ckpt'), listed('old/model.ckpt')], 'model.ckpt', 0],
    ['a title without extension', [listed('model'), listed('old/model')], 'model', 0],
    ['by folder, on a machine that has none', [listed('model.ckpt')], 'sd15/model.ckpt', 0],
    ['hash of the same file elsewhere', [listed('x/model.ckpt', A)], `y/model.ckpt [${A}]`, 0],
    ['hash not worked out, only one of that name', [listed('model.ckpt')], `model [${A}]`, 0],
    [
      'eight digits of an old version tell nothing about ten',
      [listed('model.ckpt', A)],
      'model.ckpt [81761151]',
      0,
    ],
    ['the placeholder of servers that do not hash', [listed('model', '8888888888')], `model [${A}]`, 0],
  ] satisfies [string, ListedCheckpoint[], string, number][])('%s', (_, list, wanted, place) => {
    expect(identifyCheckpoint(list, wanted)).toEqual({ is: 'found', entry: list[place] })
  })

  it('none where two have the name and nothing tells them apart', () => {
    expect(identifyCheckpoint(pair, 'model')).toEqual({ is: 'ambiguous', entries: pair })
    expect(identifyCheckpoint(unhashed, `model [${A}]`)).toMatchObject({ is: 'ambiguous' })
  })
  it('none where the file of that name is another one', () => {
    expect(identifyCheckpoint([listed('model.ckpt', B)], `model.ckpt [${A}]`)).toEqual({
      is: 'another',
      by: 'hash',
    })
    expect(identifyCheckpoint([listed('xl/model.ckpt')], 'sd15/model.ckpt')).toEqual({
      is: 'another',
      by: 'folder',
    })
    expect(identifyCheckpoint([listed('model.ckpt')], 'other')).toEqual({ is: 'missing' })
  })
  it('does not trust the hashes of a server that makes up its own', () => {
    const list = [listed('model.ckpt', B)]
    expect(identifyCheckpoint(list, `model.ckpt [${A}]`, 'own')).toMatchObject({ is: 'found' })
  })
})

describe('what names one file and no other', () => {
  it('is the bare name, or the title where the name could mean another', () => {
    const [one, two] = [listed('a/model.ckpt'), listed('b/model.ckpt')]
    expect(handleOf([one, listed('other.ckpt')], one)).toBe('model')
    expect(handleOf([one, two], one)).toBe('a/model.ckpt')
    // AUTOMATIC1111 also takes folder and name joined by _ for a name.
    const joined = listed('a_model.ckpt')
    expect(handleOf([one, joined], joined)).toBe('a_model.ckpt')
    const lists = [
      [one, listed('other.ckpt')],
      [one, two],
      [one, joined],
    ]
    for (const list of lists) expect(handlesOf(list)).toEqual(list.map((entry) => handleOf(list, entry)))
  })
})

describe('the checkpoint of an answer', () => {
  const list = [listed('sd15/model.ckpt', A), listed('xl/model.ckpt'), listed('old folder/single.ckpt')]
  it.each([
    ['by its hash', 'model', A, 0],
    ['by its folder, joined by _', 'xl_model', null, 1],
    ['by its name', 'single', null, 2],
    ['by folder and name', 'old folder_single', null, 2],
  ] as const)('%s', (_, model, hash, place) => {
    expect(entryOfAnswer(list, model, hash)).toBe(list[place])
  })
  it('is unknown where two could be meant', () => {
    expect(entryOfAnswer(list, 'model', null)).toBeNull()
    expect(entryOfAnswer(list, 'nothing', null)).toBeNull()
  })
})
