import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { plainText } from '../../../../shared/words/catalogue.ts'
import { LastSession } from './LastSession.tsx'
import type { LastSession as Read } from './use-last-session.ts'

const drawn = (last: Read): string =>
  renderToStaticMarkup(<LastSession last={last} subjectOf={() => null} tileSize={180} />)

describe('the pictures of the last session', () => {
  it('keep their places while they are read', () => {
    const html = drawn({ at: 'loading' })
    expect(html).toContain('Reading the last pictures…')
    expect(html).toContain('role="status"')
    expect(html.match(/<span/g)).toHaveLength(10)
  })

  it('say why they cannot be read, and can be asked for again', () => {
    const problem = {
      kind: 'internal',
      message: plainText('The index is locked.'),
      remedy: null,
      field: null,
    } as const
    const html = drawn({ at: 'failed', problem, again: () => undefined })
    expect(html).toContain('The last pictures cannot be shown')
    expect(html).toContain('The index is locked.')
    expect(html).toMatch(/<button[^>]*>Try again<\/button>/)
  })
})
