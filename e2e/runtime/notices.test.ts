import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { headingOf, shipped } from '../../scripts/third-party-notices.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const text = (file: string) => readFileSync(join(ROOT, file), 'utf8')

it('the third-party notices name what the lock file ships', () => {
  const headings = text('THIRD-PARTY-NOTICES.md').match(/^## .+ \(.+\)$/gm)
  expect(headings).toEqual(shipped(JSON.parse(text('package-lock.json'))).map(headingOf))
})
