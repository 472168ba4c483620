import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterEach, describe, expect, it } from 'vitest'
import { readLoraMetadata } from '../../core/prompt/lora-metadata.ts'
import { WorkerHttp } from './http.ts'
import { readMetadata } from './lora-metadata.ts'
import { readNetworkPicture } from './network-picture.ts'

/** What a server answers by path and query; a picture is bytes, everything else JSON. Anything else is a 404 as FastAPI has it. */
type Answers = Readonly<Record<string, unknown>>

let server: Server | null = null
const asked: string[] = []
afterEach(() => {
  server?.close()
  server = null
  asked.length = 0
})

async function speaking(answers: Answers): Promise<WorkerHttp> {
  server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '').replaceAll('+', ' ')
    asked.push(path)
    const answer = answers[path]
    if (answer instanceof Buffer) {
      response.writeHead(200, { 'Content-Type': 'image/png' }).end(answer)
      return
    }
    const body = JSON.stringify(answer === undefined ? { detail: 'Not Found' } : answer)
    response.writeHead(answer === undefined ? 404 : 200, { 'Content-Type': 'application/json' }).end(body)
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return new WorkerHttp({
    ...{ baseUrl: `http://127.0.0.1:${port}`, user: null, password: null, tls: { kind: 'verify' } },
  })
}

const signal = new AbortController().signal
const told = async (answers: Answers, name = 'ink') =>
  readLoraMetadata(await readMetadata(await speaking(answers), name, signal))
const png = () =>
  sharp({ create: { width: 4, height: 4, channels: 3, background: '#a00' } })
    .png()
    .toBuffer()

// Shapes of modules/ui_extra_networks.py and modules/api/loras.py of SD.Next, and of modules/ui_extra_networks.py of Forge.
const CIVITAI = {
  modelVersions: [
    { baseModel: 'SDXL 1.0', trainedWords: ['other'], files: [{ hashes: { AutoV2: 'FFFFFFFF00' } }] },
    {
      baseModel: 'SD 1.5',
      trainedWords: ['ink wash', 'sumi-e'],
      files: [{ hashes: { SHA256: 'AB12CD34EF' } }],
    },
  ],
}
const item = (more: Answers = {}) => ({
  ...{ type: 'Lora', name: 'styles/ink', alias: 'ink', filename: '/data/models/Lora/styles/ink.safetensors' },
  ...{ hash: 'ab12cd34', prompt: '" <lora:ink:1.0>"', metadata: null, mtime: '2024-05-01T10:00:00' },
  ...{ size: 151111222, version: 'sd1', info: {}, description: '', tags: {}, preview: null },
  ...more,
})
/** What its owner wrote stands in none of these. */
const NO_NOTES = { activation: null, negative: null, weight: null, description: null }
const NETWORK = '/sdapi/v1/network?page=lora&item=ink'

describe('what servers tell of a LoRA', () => {
  it('is JSON in an object of Forge and AUTOMATIC1111, NaN of Python and all', async () => {
    const metadata =
      '{\n    "ss_sd_model_name": "v1-5.safetensors",\n    "ss_loss": NaN,\n    "ss_tag_frequency": {"10_ink": {"ink": 12}}\n}'
    expect(await told({ '/sd_extra_networks/metadata?page=lora&item=ink': { metadata } })).toEqual({
      ...{ trigger: null, words: ['ink'], base: 'v1-5.safetensors', own: NO_NOTES },
    })
    expect(asked).toHaveLength(1)
  })

  it('is looked for in the list of Forge before its page was opened', async () => {
    const rows = [
      { name: 'other', alias: 'other', path: '/a', metadata: {} },
      { name: 'ink', alias: 'Ink v2', path: '/b', metadata: { ss_base_model_version: 'sdxl_base_v1-0' } },
    ]
    const answers = { '/sd_extra_networks/metadata?page=lora&item=ink': {}, '/sdapi/v1/loras': rows }
    expect((await told(answers)).base).toBe('sdxl_base_v1-0')
    expect(asked.some((path) => path.startsWith('/sdapi/v1/network'))).toBe(false)
  })

  it('is an item of SD.Next: JSON in a JSON string, with the metadata as JSON once more', async () => {
    const metadata = JSON.stringify({
      ss_base_model_version: 'sd_v1',
      ss_tag_frequency: { '10_ink': { ink: 12 } },
      'modelspec.trigger_phrase': 'ink',
    })
    expect(await told({ [NETWORK]: JSON.stringify(item({ metadata, info: CIVITAI })) })).toEqual({
      ...{ trigger: 'ink', words: ['ink'], base: 'sd_v1', own: NO_NOTES },
    })
  })

  it('is what Civitai and SD.Next say where the file says nothing', async () => {
    const tags = { 'black hair': '30', ink: 0, fog: '{}' }
    const { trigger, words, base } = await told({ [NETWORK]: JSON.stringify(item({ info: CIVITAI, tags })) })
    expect([trigger, base]).toEqual(['ink wash, sumi-e', 'SD 1.5'])
    expect([words[0], words.length]).toEqual(['black hair', 3])
    expect((await told({ [NETWORK]: JSON.stringify(item()) })).base).toBe('sd1')
  })

  it('is nothing where SD.Next says "none", and is looked for in its list then, where words may be a text', async () => {
    const rows = [
      {
        name: 'ink',
        alias: 'ink',
        path: '/b',
        metadata: { ss_tag_frequency: '{"a": 1}', ss_sd_model_name: 'None' },
      },
    ]
    const none = { trigger: null, words: [], base: null, own: NO_NOTES }
    expect(await told({ [NETWORK]: { item: 'none' }, '/sdapi/v1/loras': rows })).toEqual(none)
    expect(asked.at(-1)).toBe('/sdapi/v1/loras')
    expect(await told({ [NETWORK]: { page: 'none' } })).toEqual(none)
    expect(await told({ '/sd_extra_networks/metadata?page=lora&item=ink': { metadata: 'none' } })).toEqual(
      none,
    )
    expect(
      await told({ [NETWORK]: '{"name": "ink", "metadata": "none", "info": [], "tags": "no"}' }),
    ).toEqual(none)
  })
})

describe('the picture of a LoRA', () => {
  it('is that of the card of Forge', async () => {
    const html =
      '<div class="card" data-name="ink"><img src="./sd_extra_networks/thumb?filename=/srv/Lora/ink.png&amp;mtime=17.5" class="preview" loading="lazy"></div>'
    const bytes = await png()
    const http = await speaking({
      '/sd_extra_networks/get-single-card?page=lora&tabname=txt2img&name=ink': { html },
      '/sd_extra_networks/thumb?filename=/srv/Lora/ink.png&mtime=17.5': bytes,
    })
    expect(await readNetworkPicture(http, 'loras', 'ink', signal)).toEqual(bytes)
  })

  it('is that which an item of SD.Next names, below the path that it is served at', async () => {
    const bytes = await png()
    const preview = '/sdnext/sdapi/v1/network/thumb?filename=/data/models/Lora/styles/ink.thumb.jpg'
    const http = await speaking({
      [NETWORK]: JSON.stringify(item({ preview })),
      '/sdapi/v1/network/thumb?filename=/data/models/Lora/styles/ink.thumb.jpg': bytes,
    })
    expect(await readNetworkPicture(http, 'loras', 'ink', signal)).toEqual(bytes)
  })

  it('may stand in the item itself, and is looked for under both names of the page of embeddings', async () => {
    const bytes = await png()
    const preview = `data:image/png;base64,${bytes.toString('base64')}`
    const http = await speaking({
      '/sdapi/v1/network?page=embedding&item=ink': { page: 'none' },
      '/sdapi/v1/network?page=textual inversion&item=ink': JSON.stringify(item({ preview })),
    })
    expect(await readNetworkPicture(http, 'embeddings', 'ink', signal)).toEqual(bytes)
  })

  it.each<[string, unknown]>([
    ['names what the panel shows in place of one', '/sdapi/v1/network/thumb?filename=ui/assets/missing.png'],
    ['names another server', 'http://elsewhere/ink.png'],
    ['names nothing', null],
  ])('is none where the item %s', async (_, preview) => {
    const http = await speaking({ [NETWORK]: JSON.stringify(item({ preview })) })
    expect(await readNetworkPicture(http, 'loras', 'ink', signal)).toBeNull()
    expect(asked.some((path) => path.includes('/thumb'))).toBe(false)
  })

  it('is none where the server has neither route, or the file is gone', async () => {
    expect(await readNetworkPicture(await speaking({}), 'loras', 'ink', signal)).toBeNull()
    const preview = '/sdapi/v1/network/thumb?filename=/data/gone.png'
    const http = await speaking({ [NETWORK]: JSON.stringify(item({ preview })) })
    expect(await readNetworkPicture(http, 'loras', 'ink', signal)).toBeNull()
  })
})
