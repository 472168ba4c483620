import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openInputs } from './inputs/inputs.ts'
import { GalleryFixture, metaOf, store } from './testing/gallery-fixture.ts'
import { pngWith, rawImage } from './testing/pictures.ts'

let fixture: GalleryFixture
beforeEach(() => {
  fixture = new GalleryFixture()
})
afterEach(() => fixture.clear())

const ask = (address: string, init?: RequestInit) => new Request(`tributary://${address}`, init)

describe('serving a picture', () => {
  it('sends its bytes, its type, and that it never changes', async () => {
    const gallery = await fixture.open()
    const image = await store(gallery, metaOf(0))
    const response = await gallery.serve(ask(`image/${image.id}`))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(response.headers.get('content-length')).toBe(String(image.bytes))
    expect(Buffer.from(await response.arrayBuffer()).equals(pngWith(metaOf(0).infotext))).toBe(true)
  })

  it('answers HEAD without a body', async () => {
    const gallery = await fixture.open()
    const image = await store(gallery, metaOf(0))
    const response = await gallery.serve(ask(`image/${image.id}`, { method: 'HEAD' }))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-length')).toBe(String(image.bytes))
    expect((await response.arrayBuffer()).byteLength).toBe(0)
  })

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('refuses %s', async (method) => {
    const gallery = await fixture.open()
    const response = await gallery.serve(ask('image/x', { method }))
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD')
  })

  it.each([
    'image/',
    'image/unknown',
    'image/..%2f..%2fetc%2fpasswd',
    'image/../../../etc/passwd',
    'image//etc/passwd',
    'image/C:%5Cwindows',
    'image/a/b',
    `image/${'a'.repeat(600)}`,
    "image/' OR 1=1 --",
    'image/%00',
    'thumb/unknown',
    'thumb/..',
    'preview/unknown',
    'file/etc/passwd',
    'app/index.html',
  ])('answers %j with a 404 in words', async (address) => {
    const gallery = await fixture.open()
    await store(gallery, metaOf(0))
    const response = await gallery.serve(ask(address))
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toContain('text/plain')
    expect((await response.text()).length).toBeGreaterThan(10)
  })

  it('answers 404 in words when the file is gone or empty', async () => {
    const gallery = await fixture.open()
    const image = await store(gallery, metaOf(0))
    writeFileSync(join(fixture.folder, image.file), '')
    expect(await (await gallery.serve(ask(`image/${image.id}`))).text()).toContain('empty')
    rmSync(join(fixture.folder, image.file))
    const response = await gallery.serve(ask(`image/${image.id}`))
    expect([response.status, await response.text()]).toEqual([404, 'The file of this picture is gone.'])
    expect(await gallery.imagePath(image.id)).toBeNull()
  })
})

describe('serving a preview', () => {
  it('sends the newest one, uncached, with the type its bytes tell', async () => {
    const bytes = pngWith(null)
    const gallery = await fixture.open({ livePreview: (id) => (id === 'batch-1' ? bytes : null) })
    const response = await gallery.serve(ask('preview/batch-1?n=4'))
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect((await response.arrayBuffer()).byteLength).toBe(bytes.length)
    expect((await gallery.serve(ask('preview/batch-2'))).status).toBe(404)
  })

  it.each([
    [[0x89, 0x50], 'image/png'],
    [[0xff, 0xd8], 'image/jpeg'],
    [[0x52, 0x49], 'image/webp'],
    [[0x89, 0xd8], 'application/octet-stream'],
    [[0xff, 0x50], 'application/octet-stream'],
    [[0x52, 0x50], 'application/octet-stream'],
    [[], 'application/octet-stream'],
  ])('takes one that begins with %o for %s', async (bytes, type) => {
    const gallery = await fixture.open({ livePreview: () => Uint8Array.from(bytes) })
    expect((await gallery.serve(ask('preview/batch-1'))).headers.get('content-type')).toBe(type)
  })
})

describe('thumbnails', () => {
  const large = () =>
    sharp({ create: { width: 1024, height: 640, channels: 3, background: '#357' } })
      .png()
      .toBuffer()

  it('are small WebP files of at most 512 px, made once and kept', async () => {
    const gallery = await fixture.open()
    const bytes = await large()
    const spooled = await gallery.spool({
      position: 0,
      bytes,
      format: 'png',
      width: 1024,
      height: 640,
      infotext: null,
    })
    const image = await gallery.commit(spooled, metaOf(0))
    const response = await gallery.serve(ask(`thumb/${image.id}`))
    expect(response.headers.get('content-type')).toBe('image/webp')
    expect(response.headers.get('cache-control')).toContain('immutable')
    const { width, height, format } = await sharp(Buffer.from(await response.arrayBuffer())).metadata()
    expect([width, height, format]).toEqual([512, 320, 'webp'])

    const folder = join(fixture.root, 'data', 'thumbs', image.id.slice(0, 2))
    expect(readdirSync(folder)).toEqual([`${image.id}.webp`])
    rmSync(join(fixture.folder, image.file))
    expect((await gallery.serve(ask(`thumb/${image.id}`))).status).toBe(200)
  })

  it('are made once for many who ask at the same time', async () => {
    const gallery = await fixture.open()
    const images = []
    for (let index = 0; index < 6; index++) images.push(await store(gallery, metaOf(index)))
    const asked = [...images, ...images].map((image) => gallery.serve(ask(`thumb/${image.id}`)))
    expect((await Promise.all(asked)).map((response) => response.status)).toEqual(Array(12).fill(200))
  })

  it('of a damaged picture are a 404 in words, and nothing else suffers', async () => {
    const gallery = await fixture.open()
    const damaged = await store(gallery, metaOf(0))
    const good = await store(gallery, metaOf(1))
    const path = join(fixture.folder, damaged.file)
    writeFileSync(path, readFileSync(path).subarray(0, 60))
    for (let round = 0; round < 2; round++) {
      const response = await gallery.serve(ask(`thumb/${damaged.id}`))
      expect([response.status, await response.text()]).toEqual([
        404,
        'This picture is damaged: it cannot be decoded.',
      ])
    }
    expect((await gallery.serve(ask(`thumb/${good.id}`))).status).toBe(200)
  })

  it('fall back to the picture itself when the cache cannot be written', async () => {
    const gallery = await fixture.open()
    const image = await store(gallery, metaOf(0))
    writeFileSync(join(fixture.root, 'data', 'thumbs'), 'a file in the way')
    const response = await gallery.serve(ask(`thumb/${image.id}`))
    expect(response.headers.get('content-type')).toBe('image/png')
  })

  it('that nobody waits for any more are not made', async () => {
    const gallery = await fixture.open()
    const images = []
    for (let index = 0; index < 8; index++) images.push(await store(gallery, metaOf(index)))
    const gone = new AbortController()
    const asked = images.map((image) => gallery.serve(ask(`thumb/${image.id}`, { signal: gone.signal })))
    gone.abort()
    const statuses = (await Promise.all(asked)).map((response) => response.status)
    expect(statuses.filter((status) => status === 404).length).toBeGreaterThan(0)
    expect((await gallery.serve(ask(`thumb/${images[0]?.id}`))).status).toBe(200)
  })

  it('of pictures that left the index are removed at the next start', async () => {
    const gallery = await fixture.open()
    const image = await store(gallery, metaOf(0))
    await gallery.serve(ask(`thumb/${image.id}`))
    rmSync(join(fixture.folder, image.file))
    await fixture.reopen()
    expect(readdirSync(join(fixture.root, 'data', 'thumbs', image.id.slice(0, 2)))).toEqual([])
  })
})

describe('inputs', () => {
  it('are shown as thumbnails, which stay as long as the input does', async () => {
    const inputs = openInputs(join(fixture.root, 'inputs'))
    const red = { r: 200, g: 20, b: 40 }
    const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: red } })
      .png()
      .toBuffer()
    const { picture } = await inputs.addBytes(bytes, 'red.png', 'picture')
    for (const gallery of [await fixture.open({ inputs }), await fixture.reopen({ inputs })]) {
      const response = await gallery.serve(ask(`input/${picture.id}`))
      expect(response.headers.get('content-type')).toBe('image/webp')
      const shown = await sharp(Buffer.from(await response.arrayBuffer())).metadata()
      expect([shown.width, shown.height]).toEqual([512, 341])
    }
    expect(readdirSync(join(fixture.root, 'data', 'thumbs', picture.id.slice(0, 2)))).toHaveLength(1)
  })

  it.each([`input/${'a'.repeat(64)}`, 'input/..', `input/${'A'.repeat(64)}`])(
    'nobody has stored are a 404 in words: %s',
    async (address) => {
      const gallery = await fixture.open({ inputs: openInputs(join(fixture.root, 'inputs')) })
      const response = await gallery.serve(ask(address))
      expect(response.status).toBe(404)
      expect(await response.text()).toMatch(
        /^(This input image is not stored any more|There is no such picture)/,
      )
    },
  )
})

it('takes a picture whose bytes are no picture as it comes, and says so when it is shown', async () => {
  const gallery = await fixture.open()
  const spooled = await gallery.spool({ ...rawImage(null), bytes: Buffer.from('not a picture at all') })
  const image = await gallery.commit(spooled, metaOf(0))
  expect((await gallery.serve(ask(`thumb/${image.id}`))).status).toBe(404)
})
