import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weighted } from './attention.ts'
import { unmatchedIn } from './brackets.ts'

/** The text with `[[` and `]]` around what is selected, or `||` where the caret is. */
function pressed(marked: string, ...ways: readonly (1 | -1)[]): string | null {
  const caret = marked.indexOf('||')
  let prompt = marked.replace('||', '').replace('[[', '').replace(']]', '')
  let selection = {
    from: caret < 0 ? marked.indexOf('[[') : caret,
    to: caret < 0 ? marked.indexOf(']]') - 2 : caret,
  }
  for (const way of ways) {
    const change = weighted(prompt, selection, way)
    if (change === null) return null
    prompt = prompt.slice(0, change.from) + change.insert + prompt.slice(change.to)
    selection = change.selection
  }
  const { from, to } = selection
  return from === to
    ? `${prompt.slice(0, from)}||${prompt.slice(from)}`
    : `${prompt.slice(0, from)}[[${prompt.slice(from, to)}]]${prompt.slice(to)}`
}

describe('the weight of a word', () => {
  it.each([
    ['a re||d door', [1], 'a ([[red]]:1.1) door'],
    ['a red|| door', [-1], 'a ([[red]]:0.9) door'],
    ['a re||d door', [1, 1, 1], 'a ([[red]]:1.3) door'],
    ['a re||d door', [1, -1], 'a [[red]] door'],
    ['a re||d door', [1, -1, -1], 'a ([[red]]:0.9) door'],
    ['a [[red door ]]here', [1], 'a ([[red door]]:1.1) here'],
    // What brackets hold already is weighed with them.
    ['(a red do||or:1.25)', [1], '([[a red door]]:1.35)'],
    ['(a red do||or)', [1], '([[a red door]]:1.2)'],
    ['((a do||or))', [-1], '([[a door]])'],
    ['(a [[red]] door:1.2)', [1], '(a ([[red]]:1.1) door:1.2)'],
    ['[[(a red door:1.2)]]', [1], '([[a red door]]:1.3)'],
    ['(a:1.2)|| b', [1], null],
    ['a [[red <lo]]ra:x:1>', [1], 'a ([[red <lora:x:1>]]:1.1)'],
    ['||', [1], null],
    ['a , || b', [1], null],
  ] as const)('%j after %j is %j', (marked, ways, expected) => {
    expect(pressed(marked, ...ways)).toBe(expected)
  })

  it('stays within its bounds', () => {
    expect(pressed('(a||:0.05)', -1)).toBe('([[a]]:0)')
    expect(pressed('(a||:0)', -1)).toBeNull()
    expect(pressed('(a||:10)', 1)).toBeNull()
  })
})

describe('the weight of a network', () => {
  it.each([
    ['<lora:gou||ache:0.8>', [1], '<lora:gou||ache:0.85>'],
    ['<lora:gouache:0.8>||', [-1], '<lora:gouache:0.75>||'],
    ['<lora:gouache:1>||', [1], '<lora:gouache:1.05>||'],
    ['<lora:gou||ache>', [-1], '<lora:gou||ache:0.95>'],
    ['<lora:gou||ache:0:lbw=INS>', [-1], '<lora:gou||ache:-0.05:lbw=INS>'],
    ['<hypernet:a||:1>', [1], '<hypernet:a||:1.05>'],
    ['(<lora:gou||ache:0.8>)', [1], '(<lora:gou||ache:0.85>)'],
  ] as const)('%j after %j is %j', (marked, ways, expected) => {
    expect(pressed(marked, ...ways)).toBe(expected)
  })
})

describe('whatever is selected', () => {
  it('brackets that went in pairs still do', () => {
    const part = fc.constantFrom('(', ')', 'word', ':1.2', ' ', ',', '<lora:a:1>', '[', ']', '\\')
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 12 }),
        fc.nat(60),
        fc.nat(20),
        fc.constantFrom<1 | -1>(1, -1),
        (parts, start, length, way) => {
          const prompt = parts.join('')
          fc.pre(!prompt.includes('\\') && unmatchedIn(prompt).length === 0)
          const from = Math.min(start, prompt.length)
          const to = Math.min(from + length, prompt.length)
          fc.pre(unmatchedIn(prompt.slice(from, to)).length === 0)
          const change = weighted(prompt, { from, to }, way)
          if (change === null) return
          const after = prompt.slice(0, change.from) + change.insert + prompt.slice(change.to)
          expect(unmatchedIn(after)).toEqual([])
          expect(change.selection.to).toBeLessThanOrEqual(after.length)
        },
      ),
    )
  })
})
