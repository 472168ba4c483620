import { describe, expect, it } from 'vitest'
import type { GridField } from './grid.ts'
import { axisValues } from './grid-values.ts'
import { cpuMs } from './testing/growth.ts'

describe('the values of an axis', () => {
  it.each<[GridField, string, string[] | null]>([
    ['steps', '10, 20,30', ['10', '20', '30']],
    ['steps', '1-5', ['1', '2', '3', '4', '5']],
    ['steps', '1-5 (+2)', ['1', '3', '5']],
    ['steps', '10-4 (-3)', ['10', '7', '4']],
    ['steps', '5-3', ['5', '4', '3']],
    ['steps', '1-10 [5]', ['1', '3', '5', '7', '10']],
    ['steps', '1-5, 20', ['1', '2', '3', '4', '5', '20']],
    ['cfg-scale', '5-7 (+0.5)', ['5', '5.5', '6', '6.5', '7']],
    ['denoising-strength', '0-1 [3]', ['0', '0.5', '1']],
    ['denoising-strength', '0.1-0.3 (+0.1)', ['0.1', '0.2', '0.3']],
    ['seed', '-1, -1', ['-1', '-1']],
    ['sampler', 'Euler a, DPM++ 2M', ['Euler a', 'DPM++ 2M']],
    ['checkpoint', '1-5', ['1-5']],
    ['prompt-replace', 'cat, "a dog, wet", "say ""hi"""', ['cat', 'a dog, wet', 'say "hi"']],
    ['prompt-replace', 'cat, ""', ['cat', '']],
    ['prompt-replace', 'a "quoted" word', ['a "quoted" word']],
    ['steps', ' , ,', []],
    ['steps', '', []],
    ['seed', '1-1000000', null],
    ['seed', '1-5 (+0)', []],
    ['seed', '1-9 [99999]', null],
  ])('%s: %s', (field, text, expected) => {
    expect(axisValues(field, text)).toEqual(expected)
  })

  it('cost no more than their text, whatever stands in it', async () => {
    const many = 'a,'.repeat(500_000)
    const long = `${' '.repeat(300_000)}-${'-'.repeat(300_000)}`
    expect([axisValues('sampler', many), axisValues('steps', long)?.length]).toEqual([null, 1])
    const both = await cpuMs(() => [axisValues('sampler', many), axisValues('steps', long)])
    expect(both).toBeLessThan(1500)
  })
})
