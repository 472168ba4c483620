import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { imageFixture } from '../../testing/fixtures.ts'
import { PictureStrip } from './JobPictures.tsx'

const drawn = (pictures: number, total = pictures) =>
  renderToStaticMarkup(
    <PictureStrip images={Array.from({ length: pictures }, (_, at) => imageFixture(at))} total={total} />,
  )

it('a row shows up to four pictures of its job, and how many more there are', () => {
  expect(drawn(3).match(/<button/g)).toHaveLength(3)
  expect(drawn(3)).not.toContain('+')
  expect(drawn(4, 23).match(/<button/g)).toHaveLength(4)
  expect(drawn(4, 23)).toContain('+19')
  expect(drawn(5, 1300)).toContain('+1,296')
})

it('one Tab stop leads to the pictures of a row, each of which has its name', () => {
  expect(drawn(4).match(/tabindex="0"/gi)).toHaveLength(1)
  expect(drawn(1)).toContain('aria-label="Image 1 of job 31, seed 418207, by laptop"')
})

it('a row without pictures keeps their room, and says nothing', () => {
  expect(drawn(0)).toContain('aria-hidden="true"')
  expect(drawn(0)).not.toContain('<button')
})
