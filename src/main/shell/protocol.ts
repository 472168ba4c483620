import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Language } from '../../shared/words/language.ts'
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts'

/** The app's own scheme: `tributary://app/...` is the panel, every other host is a picture by id. */
export const SCHEME = 'tributary'
export const PANEL_URL = `${SCHEME}://app/index.html`

/** The address that opens the panel in a language. */
export function panelAddress(page: string, language: Language): string {
  return language === 'english' ? page : `${page}?language=${language}`
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

export interface ProtocolOptions {
  /** folder of the built panel */
  readonly rendererFolder: string
  /** answers `tributary://image/<id>` and its like */
  readonly servePicture: (request: Request) => Promise<Response>
  readonly logError: (what: string, error: unknown) => void
}

/** The handler for `protocol.handle`. Always answers; what goes wrong inside is logged and becomes a 500. */
export function createProtocolHandler(options: ProtocolOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const { host, pathname } = new URL(request.url)
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return refusal(405, 'Only GET is answered here.')
      return host === 'app'
        ? await servePanelFile(options.rendererFolder, pathname)
        : await options.servePicture(request)
    } catch (error) {
      options.logError(`serving ${request.url.slice(0, 200)} failed`, error)
      return refusal(500, 'This could not be served; the log says why.')
    }
  }
}

async function servePanelFile(folder: string, pathname: string): Promise<Response> {
  const names = panelPath(pathname)
  const type = names === null ? undefined : TYPES[extname(names.at(-1) ?? '').toLowerCase()]
  if (names === null || type === undefined) return refusal(404, 'The panel has no such file.')
  let bytes: Buffer
  try {
    bytes = await readFile(join(folder, ...names))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR')
      return refusal(404, 'The panel has no such file.')
    throw error
  }
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    },
  })
}

/** The names of a URL's path below the panel's folder; null when it tries to leave it or is not readable. */
export function panelPath(pathname: string): string[] | null {
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return null
  }
  const names = path.split('/').filter((name) => name !== '')
  if (names.length === 0) return ['index.html']
  const odd = names.some((name) => name === '..' || name === '.' || /[\\:\0]/.test(name))
  return odd ? null : names
}

function refusal(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
