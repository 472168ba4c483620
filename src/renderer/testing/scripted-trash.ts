import type { CallRequest, CallResponse, EventArguments } from '../../shared/contract.ts'
import { ImageId } from '../../shared/ids.ts'
import type { StoredImage } from '../../shared/job.ts'
import type { Scenario } from './scenario.ts'
import { earlier } from './scripted-gallery.ts'

type Listing = (request: CallRequest<'listImages'>) => Promise<CallResponse<'listImages'>>

/** The trash of the script. `pictures`: of the session. */
export function scriptedTrash(
  scenario: Scenario,
  pictures: () => readonly StoredImage[],
  emit: (event: EventArguments) => void,
) {
  const trash = new Map<string, StoredImage>()
  for (let place = 0; place < scenario.trashed; place++) {
    const image = earlier(place + 200)
    trash.set(image.id, image)
  }
  const size = () => ({
    count: trash.size,
    bytes: [...trash.values()].reduce((sum, image) => sum + image.bytes, 0),
  })
  const known = (id: string) => pictures().find((image) => image.id === id)
  const changed = () => emit(['trashChanged', size()])
  const idsOf = (request: { imageIds: readonly string[] }) => request.imageIds.map((id) => ImageId.parse(id))
  return {
    has: (id: string) => trash.has(id),
    listed:
      (listing: Listing): Listing =>
      async (request) => {
        if (request.query.trash) return { images: [...trash.values()], total: trash.size }
        const page = await listing(request)
        const images = page.images.filter(({ id }) => !trash.has(id))
        return { images, total: page.total - (page.images.length - images.length) }
      },
    answers: {
      trashImages: (request: CallRequest<'trashImages'>) => {
        const imageIds = idsOf(request)
        for (const [at, id] of imageIds.entries()) trash.set(id, known(id) ?? { ...earlier(at), id })
        emit(['imagesTrashed', { imageIds }])
        changed()
        return { imageIds, problem: null }
      },
      restoreImages: (request: CallRequest<'restoreImages'>) => {
        const imageIds = idsOf(request)
        const images = imageIds.flatMap((id) => trash.get(id) ?? [])
        for (const id of imageIds) trash.delete(id)
        emit(['imagesRestored', { images }])
        changed()
        return { imageIds, problem: null }
      },
      purgeImages: (request: CallRequest<'purgeImages'>) => {
        const imageIds = idsOf(request)
        for (const id of imageIds) trash.delete(id)
        changed()
        return { imageIds, problem: null }
      },
      emptyTrash: () => {
        const count = trash.size
        trash.clear()
        changed()
        return { count, problem: null }
      },
      trashSize: size,
      copyImage: () => ({}),
      saveImageAs: () => ({ file: '/home/robin/Desktop/cows.png' }),
      saveSheet: () => ({ file: '/home/robin/Desktop/grid.png', scale: 0.5 }),
      saveImageCopies: ({ imageIds }: CallRequest<'saveImageCopies'>) => ({
        folder: '/home/robin/Desktop',
        count: imageIds.length,
      }),
      dragImages: () => ({}),
    },
  }
}
