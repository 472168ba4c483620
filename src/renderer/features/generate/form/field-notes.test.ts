import { describe, expect, it } from 'vitest'
import type { Obstacle } from '../../../../shared/plan.ts'
import { plainText } from '../../../../shared/words/catalogue.ts'
import { linesOf, notesOn } from './field-notes.ts'

const obstacle = (field: Obstacle['field'], text: string, everywhere: boolean): Obstacle => ({
  field,
  what: plainText(text),
  everywhere,
})

describe('what stands under a field', () => {
  const obstacles = [
    obstacle('prompt', 'a', true),
    obstacle('prompt', 'b', true),
    obstacle('prompt', 'c', false),
    obstacle('size', 'd', false),
  ]
  it('is an error where no machine can, a hint where some cannot, each on a line of its own', () => {
    expect(notesOn(obstacles, 'prompt')).toEqual({ error: 'a\nb', hint: 'c' })
    expect(notesOn(obstacles, 'size')).toEqual({ error: null, hint: 'd' })
    expect(notesOn(obstacles, 'vae')).toEqual({ error: null, hint: null })
  })
  it('leaves out what is not there', () => {
    expect(linesOf('a', null, undefined, 'b')).toBe('a\nb')
    expect(linesOf(null)).toBeNull()
  })
})
