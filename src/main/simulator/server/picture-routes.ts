import { decodedPicture, enlarged, extrasInfo, extrasRequest } from '../engine/extras.ts'
import type { Sdwui } from '../engine/sdwui.ts'
import { EXTRAS_FIELDS } from '../protocol/extras-fields.ts'
import { httpError } from '../protocol/server-error.ts'
import { fillFields, missingField, readJsonObject } from '../protocol/validate-body.ts'
import { readPngInfo } from './png-info.ts'
import { json } from './reply.ts'
import type { Route } from './routes.ts'

/** What is done with pictures that are there already: enlarged, read, described. */
export function pictureRoutes(sdwui: Sdwui): Route[] {
  const { options, dialect } = sdwui
  const post = (name: string, handle: Route['handle']): Route => ({
    ...{ method: 'POST', path: `/sdapi/v1/${name}`, gate: 'api', handle },
  })
  const extras = async (body: Record<string, unknown>, pictures: readonly unknown[]) => {
    const fields = fillFields(body, EXTRAS_FIELDS, dialect)
    const decoded = await Promise.all(pictures.map(decodedPicture))
    return sdwui.extras(decoded.length, async () => {
      const request = extrasRequest(fields, options.upscalers)
      const images: string[] = []
      for (const picture of decoded) images.push((await enlarged(picture, request)).toString('base64'))
      return { images, html_info: extrasInfo(request) }
    })
  }
  return [
    post('extra-single-image', async ({ body }) => {
      const given = readJsonObject(body)
      const { images, html_info } = await extras(given, [given.image ?? ''])
      return json({ html_info, image: images[0] })
    }),
    post('extra-batch-images', async ({ body }) => {
      const given = readJsonObject(body)
      if (!Array.isArray(given.imageList)) throw missingField('imageList', given)
      const { images, html_info } = await extras(
        given,
        given.imageList.map((entry: unknown) =>
          typeof entry === 'object' && entry !== null && 'data' in entry ? entry.data : null,
        ),
      )
      return json({ html_info, images })
    }),
    post('png-info', ({ body }) => {
      const given = readJsonObject(body)
      if (typeof given.image !== 'string') throw missingField('image', given)
      const info = readPngInfo(given.image)
      if (info === null) throw httpError(500, 'Invalid encoded image')
      return json(info)
    }),
    post('interrogate', async ({ body }) => {
      const { image, model = 'clip' } = readJsonObject(body)
      if (image === undefined || image === null) throw httpError(404, 'Image not found')
      await decodedPicture(image)
      if (model !== 'clip' && model !== 'deepdanbooru') throw httpError(404, 'Model not found')
      await sdwui.refresh()
      return json({
        caption:
          model === 'clip'
            ? 'a painting of a valley with mist between its ridges and a low sun'
            : 'mountain, no humans, scenery, sun, sky',
      })
    }),
  ]
}
