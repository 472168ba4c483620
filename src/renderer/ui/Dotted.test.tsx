import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { Dotted } from './Dotted.tsx'

const drawn = (...parts: readonly React.ReactNode[]) => renderToStaticMarkup(<Dotted parts={parts} />)

it('puts a dot between facts, none before the first and after the last', () => {
  expect(drawn('768 × 512', '24 steps', <b key="name">dreamshaper_8</b>)).toBe(
    '768 × 512 · 24 steps · <b>dreamshaper_8</b>',
  )
  expect(drawn('24 steps')).toBe('24 steps')
})

it.each([[null], [undefined], [false], ['']])('leaves out what is nothing: %s', (nothing) => {
  expect(drawn(nothing, 'job 31', nothing, '24 images', nothing, nothing)).toBe('job 31 · 24 images')
})

it('keeps a number, also 0', () => {
  expect(drawn(0, 'of 12')).toBe('0 · of 12')
})
