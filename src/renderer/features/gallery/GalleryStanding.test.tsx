import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import { plainText } from '../../../shared/words/catalogue.ts'
import { imageFixture } from '../../testing/fixtures.ts'
import { GalleryStanding } from './GalleryStanding.tsx'
import { NO_PAGES } from './gallery-pages.ts'
import type { Gallery } from './use-gallery.ts'

const NOTHING: Gallery = {
  ...NO_PAGES,
  complete: true,
  loading: false,
  problem: null,
  arrived: [],
  showArrived: vi.fn(),
  more: vi.fn(),
  again: vi.fn(),
}
const drawn = (gallery: Partial<Gallery>, onClear: (() => void) | null = null) =>
  renderToStaticMarkup(<GalleryStanding gallery={{ ...NOTHING, ...gallery }} onClear={onClear} />)

it('shows nothing in the place of pictures that are there, also while more are read', () => {
  expect(drawn({ images: [imageFixture(0)] })).toBe('')
  expect(drawn({ images: [imageFixture(0)], loading: true })).toBe('')
})

it('says what went wrong above what is read already, with a way to try again', () => {
  const problem = {
    kind: 'internal',
    message: plainText('The index is closed.'),
    remedy: null,
    field: null,
  } as const
  const html = drawn({ images: [imageFixture(0)], problem })
  expect(html).toContain('The index is closed.')
  expect(html).toContain('Try again')
})

it('waits while the first page is read', () => {
  expect(drawn({ loading: true })).toContain('Reading the gallery')
})

it('tells an empty gallery from a filter that nothing passes', () => {
  expect(drawn({})).toContain('No pictures yet')
  expect(drawn({})).not.toContain('Show all pictures')
  expect(drawn({}, vi.fn())).toContain('No pictures match')
  expect(drawn({}, vi.fn())).toContain('Show all pictures')
})
