import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { sentencesOfErrors, type TextLiteral, textInJsx } from './text-literals.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

function through(pattern: string, look: (path: string, text: string) => readonly TextLiteral[]): string[] {
  return globSync(pattern, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.test\.tsx?$|\/testing\/|\/over-http\/|\/conformance\//.test(file))
    .flatMap((file) =>
      look(file, readFileSync(join(root, file), 'utf8')).map(
        ({ line, text }) => `${file}:${line} says ${JSON.stringify(text)}`,
      ),
    )
}

describe('texts that people read', () => {
  it('come from the catalogue in every component of the panel', () => {
    expect(through('src/renderer/**/*.tsx', textInJsx)).toEqual([])
  })

  it('come from the catalogue in every error of the main process', () => {
    expect(through('src/main/**/*.ts', sentencesOfErrors)).toEqual([])
  })
})

describe('a text that is no key of the catalogue is found', () => {
  const jsx = (code: string) => textInJsx('a.tsx', code).map(({ text }) => text)
  const errors = (code: string) => sentencesOfErrors('a.ts', code).map(({ text }) => text)

  it('between tags', () => {
    expect(jsx('<p>Hello {name}, how are\n you</p>')).toEqual(['Hello', ', how are you'])
  })
  it('in an attribute that people read', () => {
    expect(
      jsx('<a title="Open it" aria-label={open ? "Close" : name} className={wide ? "wide" : ""} />'),
    ).toEqual(['Open it', 'Close'])
  })
  it('in either side of a choice', () => {
    expect(jsx("<p>{open ? 'shown' : hidden && 'hidden'}</p>")).toEqual(['shown', 'hidden'])
  })
  it('in an error of ours, whatever it is made of', () => {
    expect(errors("throw new TributaryError('bad-request', 'No ' + x, a ?? 'Try again.')")).toEqual([
      'No',
      'Try again.',
    ])
  })
  it('and nothing where a key or a sign stands', () => {
    expect(jsx("<p title={say('a.b')} data-x=\"word\">{say('a.c', { name })} × {n}</p>")).toEqual([])
    expect(jsx('<h1 translate="no">Tributary</h1>')).toEqual([])
    expect(errors("throw new TributaryError('bad-request', reason('a.b'), null, { field: 'x' })")).toEqual([])
  })
})
