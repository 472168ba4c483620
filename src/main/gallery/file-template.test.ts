import { isAbsolute, resolve, sep } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PLACEHOLDERS, pathFromTemplate, type TemplateFacts, withSuffix } from './file-template.ts'

const facts: TemplateFacts = {
  at: new Date(2026, 10, 24, 9, 5, 7).getTime(),
  jobNumber: 31,
  index: 7,
  seed: 1007,
  workerName: 'argon',
  checkpoint: 'sd/dreamshaper_8.safetensors [879db523c3]',
  sampler: 'DPM++ 2M',
  width: 512,
  height: 768,
  prompt: 'A herd of cows, <lora:pixel:0.8> grazing at the (bottom:1.2) of a sunny valley',
  format: 'jpeg',
}

describe('pathFromTemplate', () => {
  it.each([
    ['{date}/{job}-{index}-{seed}.{ext}', '2026-11-24/31-0007-1007.jpg'],
    ['{date} {time}.{ext}', '2026-11-24 09-05-07.jpg'],
    [
      '{worker}/{checkpoint}/{sampler}/{width}x{height}-{seed}',
      'argon/dreamshaper_8/DPM++ 2M/512x768-1007.jpg',
    ],
    ['{prompt}.{ext}', 'A herd of cows grazing at the bottom.jpg'],
    ['{unknown}-{index}.{ext}', '{unknown}-0007.jpg'],
    ['plain.png', 'plain.png.jpg'],
    ['', '31-0007.jpg'],
    ['///', '31-0007.jpg'],
    ['../../../etc/{seed}.{ext}', 'etc/1007.jpg'],
    ['C:\\Windows\\{seed}.{ext}', 'C_/Windows/1007.jpg'],
    ['/etc/passwd', 'etc/passwd.jpg'],
    ['.ssh/{seed}', '_ssh/1007.jpg'],
    ['con/{seed}.{ext}', '_con/1007.jpg'],
    ['a/./../b/{index}.{ext}', 'a/b/0007.jpg'],
  ])('makes of %j the path %j', (template, expected) => {
    expect(pathFromTemplate(template, facts)).toBe(expected)
  })

  it('lets no value make folders or lead out', () => {
    const hostile = {
      ...facts,
      workerName: '../../root',
      checkpoint: null,
      sampler: '..\\..\\x',
      prompt: '../../etc',
    }
    expect(pathFromTemplate('{worker}/{sampler}/{prompt}/{checkpoint}.{ext}', hostile)).toBe(
      '__.._root/__.._x/etc/default.jpg',
    )
  })

  it('keeps paths of deep templates short', () => {
    expect(pathFromTemplate(`${'a/'.repeat(50)}{seed}.{ext}`, facts).split('/')).toHaveLength(8)
  })

  it('stays inside the folder and ends in the right extension, whatever template and values', () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 })
    const part = fc.oneof(
      text,
      fc.constantFrom('/', '\\', '..', '../', 'CON', '.', ' ', ...PLACEHOLDERS.map((name) => `{${name}}`)),
    )
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 20 }),
        fc.record({ workerName: text, checkpoint: fc.option(text), sampler: text, prompt: text }),
        fc.constantFrom('png', 'jpeg', 'webp'),
        (parts, values, format) => {
          const path = pathFromTemplate(parts.join(''), { ...facts, ...values, format })
          expect(isAbsolute(path)).toBe(false)
          expect(resolve('/out', path).startsWith(`${resolve('/out')}${sep}`)).toBe(true)
          for (const name of path.split('/')) {
            expect(name).not.toBe('')
            expect(name).not.toMatch(/[\\<>:"|?*\u0000-\u001f]|^\.|[. ]$/)
            expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
            expect(Buffer.byteLength(name)).toBeLessThanOrEqual(130)
          }
          expect(path.endsWith(format === 'jpeg' ? '.jpg' : `.${format}`)).toBe(true)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('withSuffix', () => {
  it('puts the suffix before the extension', () => {
    expect(withSuffix('2026-11-24/31-7.png', 2)).toBe('2026-11-24/31-7 (2).png')
  })
})
