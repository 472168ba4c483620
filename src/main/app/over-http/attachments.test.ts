import sharp from 'sharp'
import { expect, it } from 'vitest'
import { NEW_UNIT, withSettings, withUnits } from '../../../shared/control-unit-fields.ts'
import { HttpBench } from './bench.ts'

it('keeps the map of a ControlNet unit beside the pictures it came with, and no others', async () => {
  await using bench = await HttpBench.open()
  await bench.join('argon', (await bench.serve('argon', { controlnet: true })).url)
  const done = async (colour: string | null) => {
    if (colour === null) return await bench.done(await bench.submit(2))
    const bytes = await sharp({ create: { width: 64, height: 64, channels: 3, background: colour } })
      .png()
      .toBuffer()
    const { picture } = await bench.app.inputs.addBytes(bytes, 'pose.png', 'picture')
    const unit = withSettings(NEW_UNIT, { picture: picture.id, module: 'invert' })
    return await bench.done(await bench.submit(2, { extra: withUnits({}, [unit]) }))
  }
  const jobs = [await done('#204060'), await done(null), await done('#ff0000')]
  const maps: string[][] = []
  for (const { id } of jobs)
    for (const image of bench.app.gallery.imagesOfJob(id)) {
      const { attachments } = await bench.app.handlers.imageAttachments({ imageId: image.id })
      const colours = attachments.map(async (attachment) => {
        expect(attachment).toMatchObject({ width: image.width, height: image.height })
        const answer = await bench.app.gallery.serve(new Request(`tributary://attachment/${attachment.id}`))
        expect(answer.status).toBe(200)
        const { data } = await sharp(Buffer.from(await answer.arrayBuffer()))
          .removeAlpha()
          .raw()
          .toBuffer({ resolveWithObject: true })
        return data.subarray(0, 3).toString('hex')
      })
      maps.push(await Promise.all(colours))
    }
  expect(maps).toEqual([['dfbf9f'], ['dfbf9f'], [], [], ['00ffff'], ['00ffff']])
})
