import { EXTRAS_FIELDS } from '../protocol/extras-fields.ts'
import { httpError } from '../protocol/server-error.ts'
import { decodedPicture } from './decoded-picture.ts'
import type { Engine } from './engine.ts'
import { readPngInfo } from './png-info.ts'
import { json } from './reply.ts'
import { apiRoute, type Route } from './route.ts'
import { fillFields, missingField, readJsonObject } from './validate-body.ts'

/** What is done with pictures that are there already: enlarged, read, described. */
export function pictureRoutes(engine: Engine): Route[] {
  const extras = async (body: Record<string, unknown>, pictures: readonly unknown[]) => {
    const fields = fillFields(body, EXTRAS_FIELDS, engine.facts.validation)
    const { images, htmlInfo } = await engine.extras(fields, await Promise.all(pictures.map(decodedPicture)))
    return { images: images.map((image) => image.toString('base64')), html_info: htmlInfo }
  }
  return [
    apiRoute('POST', 'extra-single-image', async ({ body }) => {
      const given = readJsonObject(body)
      const { images, html_info } = await extras(given, [given.image ?? ''])
      return json({ html_info, image: images[0] })
    }),
    apiRoute('POST', 'extra-batch-images', async ({ body }) => {
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
    apiRoute('POST', 'png-info', ({ body }) => {
      const given = readJsonObject(body)
      if (typeof given.image !== 'string') throw missingField('image', given)
      const info = readPngInfo(given.image)
      if (info === null) throw httpError(500, 'Invalid encoded image')
      return json(info)
    }),
    apiRoute('POST', 'interrogate', async ({ body }) => {
      const { image, model = 'clip' } = readJsonObject(body)
      if (image === undefined || image === null) throw httpError(404, 'Image not found')
      const picture = await decodedPicture(image)
      if (model !== 'clip' && model !== 'deepdanbooru') throw httpError(404, 'Model not found')
      return json({ caption: await engine.describe(picture, model) })
    }),
  ]
}
