import type { NetworkKind } from '../../../shared/network-details.ts'
import { httpError } from '../protocol/server-error.ts'
import type { Engine, LoraNotes } from './engine.ts'
import { json } from './reply.ts'
import type { Route } from './route.ts'

const FOLDERS: Readonly<Record<NetworkKind, string>> = {
  loras: '/srv/sdwui/models/Lora',
  embeddings: '/srv/sdwui/embeddings',
}
/** The pages of the panel, by their titles in lower case. */
const PAGES: Readonly<Record<string, NetworkKind>> = { lora: 'loras', 'textual inversion': 'embeddings' }

/** What the panel shows of LoRAs and embeddings: a card of HTML, and the picture that it names (modules/ui_extra_networks.py). */
export function networkRoutes(engine: Engine): Route[] {
  const names = (kind: NetworkKind): readonly string[] =>
    kind === 'loras' ? engine.lists.loras().map(({ name }) => name) : engine.lists.embeddings()
  const picture = (kind: NetworkKind, name: string) =>
    names(kind).includes(name) ? engine.networkPicture(kind, name) : null
  return [
    {
      ...{ method: 'GET', path: '/sd_extra_networks/get-single-card', gate: 'ui' },
      handle: ({ query }) => {
        const [kind, name] = [PAGES[query.get('page') ?? ''], query.get('name') ?? '']
        if (kind === undefined || !names(kind).includes(name)) throw httpError(500, 'Internal Server Error')
        const address = `./sd_extra_networks/thumb?filename=${encodeURI(`${FOLDERS[kind]}/${name}.png`)}&amp;mtime=1700000000.0`
        const image =
          picture(kind, name) === null ? '' : `<img src="${address}" class="preview" loading="lazy">`
        const notes = kind === 'loras' ? engine.loraNotes(name) : null
        const click = kind === 'loras' ? ` onclick="${escaped(clickOf(name, notes))}"` : ''
        const description = `<span class="description">${escaped(notes?.description ?? '')}</span>`
        return json({
          html: `<div class="card"${click} data-name="${escaped(name)}">${image}${description}</div>`,
        })
      },
    },
    {
      ...{ method: 'GET', path: '/sd_extra_networks/thumb', gate: 'ui' },
      handle: async ({ query }) => {
        const file = query.get('filename') ?? ''
        const kind = (['loras', 'embeddings'] as const).find((each) => file.startsWith(`${FOLDERS[each]}/`))
        const name = kind === undefined ? '' : file.slice(FOLDERS[kind].length + 1).replace(/\.png$/, '')
        const bytes = kind === undefined ? null : await picture(kind, name)
        if (bytes === null) throw httpError(404, 'File not found')
        return { as: 'file', bytes, type: 'image/png' }
      },
    },
  ]
}

/** What a click on a LoRA's card does (extensions-builtin/Lora/ui_extra_networks_lora.py). */
function clickOf(name: string, notes: LoraNotes | null): string {
  const weight = notes?.['preferred weight'] || 'opts.extra_networks_default_multiplier'
  const { 'activation text': activation = '', 'negative text': negative = '' } = notes ?? {}
  const prompt = [quoted(`<lora:${name}:`), weight, quoted('>')].join(' + ')
  const behind = activation === '' ? '' : ` + ${quoted(` ${activation}`)}`
  return `cardClicked('txt2img', ${prompt}${behind}, ${quoted(negative && `(${negative}:1)`)}, true);`
}

const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;')
