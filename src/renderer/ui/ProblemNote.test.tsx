import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import { plainText } from '../../shared/words/catalogue.ts'
import { ProblemNote } from './ProblemNote.tsx'

const problem = { message: plainText('Connection refused.'), remedy: plainText('See whether it runs.') }
const text = (html: string) => html.replaceAll(/<[^>]*>/g, '')

it('says what happened, what to do, and what follows, in this order', () => {
  const html = renderToStaticMarkup(<ProblemNote problem={problem}> Next try in 14 s.</ProblemNote>)
  expect(text(html).trim()).toBe('Connection refused. See whether it runs. Next try in 14 s.')
  expect(html).not.toContain('<button')
})

it('says only what happened where nothing can be done', () => {
  const html = renderToStaticMarkup(<ProblemNote problem={{ ...problem, remedy: null }} />)
  expect(text(html).trim()).toBe('Connection refused.')
})

it('is read aloud at once when it is an error, else when there is time', () => {
  const roleAt = (level?: 'error' | 'warning' | 'info') =>
    /role="(\w+)"/.exec(renderToStaticMarkup(<ProblemNote problem={problem} level={level ?? 'error'} />))?.[1]
  expect(/role="(\w+)"/.exec(renderToStaticMarkup(<ProblemNote problem={problem} />))?.[1]).toBe('alert')
  expect([roleAt('error'), roleAt('warning'), roleAt('info')]).toEqual(['alert', 'status', 'status'])
})

it('has a button for the next step, beside the words', () => {
  const html = renderToStaticMarkup(
    <ProblemNote problem={problem} action={{ label: 'Try again', run: vi.fn() }} />,
  )
  expect(html).toMatch(/<\/span> <button type="button"[^>]*>Try again<\/button>/)
})
