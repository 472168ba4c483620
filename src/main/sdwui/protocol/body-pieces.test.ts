import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InputId } from '../../../shared/input-picture.ts'
import { referenceTo } from '../../../shared/input-reference.ts'
import { type BodyPiece, bodyPieces } from './body-pieces.ts'
import { fieldsWithInputs, InputBytes } from './input-bytes.ts'

const ids = ['a', 'b', 'c'].map((digit) => InputId.parse(digit.repeat(64)))
const base64Of = (id: InputId) => Buffer.from(`picture ${id[0]}`).toString('base64')
const written = (pieces: readonly BodyPiece[]) =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : base64Of(piece.id))).join('')

const reference = fc
  .record({ id: fc.constantFrom(...ids), prefix: fc.constantFrom('', 'data:image/png;base64,') })
  .map(({ id, prefix }) => ({ given: referenceTo(id, prefix), meant: `${prefix}${base64Of(id)}` }))
const other = fc.jsonValue({ maxDepth: 3 }).map((value) => ({ given: value, meant: value }))

interface Pair {
  readonly given: unknown
  readonly meant: unknown
}
/** JSON with references anywhere in it, and what is meant by it. */
const { fields } = fc.letrec<{ value: Pair; list: Pair; fields: Pair }>((tie) => ({
  value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, other, reference, tie('list'), tie('fields')),
  list: fc.array(tie('value'), { maxLength: 4 }).map((items) => ({
    given: items.map(({ given }) => given),
    meant: items.map(({ meant }) => meant),
  })),
  fields: fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }).map((entries) => ({
    given: Object.fromEntries(Object.entries(entries).map(([key, { given }]) => [key, given])),
    meant: Object.fromEntries(Object.entries(entries).map(([key, { meant }]) => [key, meant])),
  })),
}))

describe('a body in pieces', () => {
  it('is the text of the plain object, with its pictures in it', () => {
    fc.assert(
      fc.property(fields, ({ given, meant }) => {
        const text = written(bodyPieces(fieldsWithInputs(given as never)))
        expect(text).toBe(JSON.stringify(meant))
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(meant)))
      }),
      { numRuns: 500 },
    )
  })

  it('leaves texts alone that only look like references', () => {
    const [id = ''] = ids
    const texts = [`see input:${id}`, `input:${id} `, `input:${id.slice(1)}`, `INPUT:${id}`, `x:input:${id}`]
    expect(bodyPieces(fieldsWithInputs({ texts }))).toEqual([JSON.stringify({ texts })])
  })

  it('leaves out what is not there, as JSON does', () => {
    const body = { a: undefined, b: [undefined, Number.NaN], c: new InputBytes(ids[0] as InputId) }
    expect(written(bodyPieces(body))).toBe(`{"b":[null,null],"c":"${base64Of(ids[0] as InputId)}"}`)
  })
})
