import { afterEach, beforeEach, expect, it } from 'vitest'
import { JobId } from '../../../shared/ids.ts'
import { InputPicture } from '../../../shared/input-picture.ts'
import { GalleryFixture, jobRecord, REQUEST } from '../testing/gallery-fixture.ts'
import { inputIdsIn } from './referred-inputs.ts'

let fixture: GalleryFixture
beforeEach(() => {
  fixture = new GalleryFixture()
})
afterEach(() => fixture.clear())

const idOf = (digit: string) => digit.repeat(64)

it('are those of every job, in its own fields and inside its extra fields', async () => {
  const gallery = await fixture.open()
  // More than are read at a time.
  for (let number = 1; number <= 45; number++)
    gallery.journal.save(jobRecord({ id: JobId.parse(`job-${number}`), number }))
  const input = InputPicture.parse({ id: idOf('a'), name: 'a.png', width: 8, height: 8 })
  gallery.journal.save(
    jobRecord({
      id: JobId.parse('job-33'),
      number: 33,
      request: {
        ...REQUEST,
        inputs: [input],
        extra: { alwayson_scripts: { ControlNet: { args: [{ image: `input:${idOf('b')}` }] } } },
      },
    }),
  )
  expect(await gallery.referredInputs()).toEqual(new Set([idOf('a'), idOf('b')]))
})

it('are told from longer numbers', () => {
  expect(inputIdsIn(`"${idOf('c')}" ${idOf('d')}d ${idOf('E')}`)).toEqual([idOf('c')])
})
