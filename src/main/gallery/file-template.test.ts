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

  it('writes dates and times with two digits each, places with four', () => {
    const early = { ...facts, at: new Date(2026, 0, 2, 0, 4, 9).getTime(), index: 12_345, jobNumber: 7 }
    expect(pathFromTemplate('{date}/{time}/{job}-{index}', early)).toBe('2026-01-02/00-04-09/7-12345.jpg')
  })

  it('takes an extension that is there for the one that is added, in any case', () => {
    expect(pathFromTemplate('cow.JPG', facts)).toBe('cow.jpg')
    expect(pathFromTemplate('cow.{ext}', { ...facts, format: 'webp' })).toBe('cow.webp')
    expect(pathFromTemplate('cowjpg', facts)).toBe('cowjpg.jpg')
    expect(pathFromTemplate('.jpg', facts)).toBe('_jpg.jpg')
  })

  it.each([
    [
      'the first eight words',
      'one two three, four (five:1.2) six seven eight nine',
      'one two three four five 1 2 six',
    ],
    ['what is between angle brackets', 'a<lora:b:1>c < d > e', 'a c e'],
    [
      'words with apostrophes and hyphens, in any script',
      "cow's half-lit 谷の朝 été",
      "cow's half-lit 谷の朝 été",
    ],
    ['nothing but brackets', '<lora:b:1>', 'no prompt'],
    ['nothing', '', 'no prompt'],
    ['what stands behind two thousand characters', `${'!'.repeat(2000)}late`, 'no prompt'],
    ['a bracket that is never closed', `<${'a'.repeat(10)} b`, 'aaaaaaaaaa b'],
  ])('makes of a prompt: %s', (_, prompt, name) => {
    expect(pathFromTemplate('{prompt}', { ...facts, prompt })).toBe(`${name}.jpg`)
  })

  it('cuts a value to 59 bytes and a name to 119 with its extension, so that a suffix fits', () => {
    const long = { ...facts, workerName: 'w'.repeat(80) }
    expect(pathFromTemplate('{worker}-{worker}', long)).toBe(`${'w'.repeat(59)}-${'w'.repeat(55)}.jpg`)
    expect(pathFromTemplate(`${'n'.repeat(300)}/x`, facts)).toBe(`${'n'.repeat(119)}/x.jpg`)
    expect(pathFromTemplate('n'.repeat(300), { ...facts, format: 'webp' })).toBe(`${'n'.repeat(114)}.webp`)
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
    expect(pathFromTemplate(`${'a/'.repeat(50)}{seed}.{ext}`, facts)).toBe(`${'a/'.repeat(7)}1007.jpg`)
    expect(pathFromTemplate(`${'a/'.repeat(7)}{seed}`, facts)).toBe(`${'a/'.repeat(7)}1007.jpg`)
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
    expect(withSuffix('a.b/c.d.png', 'x')).toBe('a.b/c.d (x).png')
  })
})
