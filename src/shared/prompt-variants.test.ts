import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combinationsIn, combinationsOf, drawn, hasVariants } from './prompt-variants.ts'
import { cpuMs } from './testing/growth.ts'

describe('alternatives of a prompt', () => {
  it.each<[string, string[]]>([
    ['a castle', ['a castle']],
    ['a {red|green} castle', ['a red castle', 'a green castle']],
    ['{a|b} {1|2}', ['a 1', 'a 2', 'b 1', 'b 2']],
    ['{a|b{1|2}} x', ['a x', 'b1 x', 'b2 x']],
    ['a{|b}', ['a', 'ab']],
    ['{only} [x|y]', ['{only} [x|y]']],
    ['{a|b', ['{a|b']],
    ['a|b}', ['a|b}']],
    ['{x {a|b}', ['{x a', '{x b']],
    ['{{a|b}}', ['{a}', '{b}']],
    ['', ['']],
  ])('%s', (text, expected) => {
    expect(combinationsIn(text)).toEqual(expected)
    expect(combinationsOf(text)).toBe(expected.length)
    expect(hasVariants(text)).toBe(expected.length > 1)
  })

  it('are drawn one of each', () => {
    const asked: number[] = []
    const text = drawn('{a|b|c} and {d|e{f|g}}', (count) => {
      asked.push(count)
      return count - 1
    })
    expect(text).toBe('c and eg')
    expect(asked).toEqual([3, 2, 2])
  })

  it('count as many as there are different ways to draw, whatever the text', () => {
    const text = fc.array(fc.constantFrom('{', '|', '}', 'a', 'b', ' ')).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (written) => {
        const count = combinationsOf(written)
        if (count > 500) return
        const all = combinationsIn(written)
        expect(all).toHaveLength(count)
        const seen = new Set(all)
        const one = drawn(written, () => 0)
        expect(seen.has(one)).toBe(true)
        expect(one).toBe(all[0])
      }),
    )
  })

  it('stay cheap where braces are many and deep', async () => {
    const read = () => [
      combinationsOf('{a|b}'.repeat(5_000)),
      combinationsOf('{'.repeat(50_000)),
      drawn('{a|'.repeat(10_000), () => 0).length,
    ]
    expect(read()).toEqual([Number.MAX_SAFE_INTEGER, 1, 30_000])
    expect(await cpuMs(read)).toBeLessThan(1000)
  })
})
