import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { reason } from './catalogue.ts'
import { issueReason, namedIssue } from './issue.ts'
import { inWords } from './say.ts'

const schema = z.object({
  width: z.number().int().min(64).max(4096).multipleOf(8),
  steps: z.number().int().min(1).max(150),
  name: z
    .string()
    .min(1)
    .max(3)
    .regex(/^[a-z]*$/),
  lane: z.enum(['active', 'off']),
  some: z.array(z.number()).max(2),
  cap: z.number().positive(),
})
const sound = { width: 512, steps: 20, name: 'a', lane: 'off', some: [], cap: 1 }

function issueOf(patch: object) {
  const issue = schema.safeParse({ ...sound, ...patch }).error?.issues[0]
  if (issue === undefined) throw new Error('nothing is wrong with it')
  return issue
}

describe('what is wrong with a value', () => {
  it.each([
    [{ width: 8 }, 'Must be at least 64 px', 'Width must be at least 64 px.'],
    [{ width: 8192 }, 'Must be at most 4,096 px', 'Width must be at most 4,096 px.'],
    [{ width: 513 }, 'Must be a multiple of 8 px', 'Width must be a multiple of 8 px.'],
    [{ steps: 0 }, 'Must be at least 1', 'Steps must be at least 1.'],
    [{ steps: 1.5 }, 'Must be a whole number', 'Steps must be a whole number.'],
    [{ steps: Number.NaN }, 'Must be a number', 'Steps must be a number.'],
    [{ name: '' }, 'Must not be empty', 'Name must not be empty.'],
    [{ name: 'abcd' }, 'Must have at most 3 characters', 'Name must have at most 3 characters.'],
    [
      { name: 'A' },
      'Has characters that cannot be used here',
      'Name has characters that cannot be used here.',
    ],
    [{ lane: 'fast' }, 'Is not valid', 'Lane is not valid.'],
    [{ name: 7 }, 'Must be text', 'Name must be text.'],
    [{ cap: 0 }, 'Must be more than 0', 'Cap must be more than 0.'],
    [{ some: [1, 2, 3] }, 'Must have at most 2 entries', 'Some must have at most 2 entries.'],
  ])('of %o stands below its field and by itself', (patch, below, sentence) => {
    const issue = issueOf(patch)
    const field = Object.keys(patch)[0] ?? ''
    expect(inWords(issueReason(issue))).toBe(below)
    expect(inWords(namedIssue(issue, field.charAt(0).toUpperCase() + field.slice(1)))).toBe(sentence)
  })

  it('names the field as the catalogue does', () => {
    expect(inWords(namedIssue(issueOf({ steps: 0 }), reason('request.field.cfg-scale')))).toBe(
      'CFG must be at least 1.',
    )
  })
})
