import type { BrowserContext, Frame, Request as PageRequest, Route } from 'playwright'
import { isLarge, offer } from './large-bodies.ts'
import { state } from './runtime-state.ts'

/**
 * Chromium refuses to navigate a main frame to a scheme it does not know, so a window's document
 * `tributary://app/index.html` is shown as `http://tributary-app.localhost/index.html`. Both lead to the same
 * `protocol.handle` handler, which always sees the real address.
 */
export function shownUrl(url: string): string {
  const { protocol, host, pathname, search, hash } = new URL(url)
  const scheme = protocol.slice(0, -1)
  if (!state.schemes.has(scheme)) return url
  return `http://${scheme}-${host}.localhost${pathname}${search}${hash}`
}

/** The address as the app knows it, of one Chromium shows. */
export function realUrl(url: string): string {
  const match = /^http:\/\/([a-z0-9+.]+)-([^/]+)\.localhost(\/.*)?$/.exec(url)
  const [, scheme, host, rest] = match ?? []
  return scheme && host && state.schemes.has(scheme) ? `${scheme}://${host}${rest ?? '/'}` : url
}

/**
 * Answers every request of the windows: the app's own schemes through their handlers, nothing else. `onPopup`: a page tries to open a
 * window, which is refused.
 */
export async function routeRequests(context: BrowserContext, onPopup: () => void): Promise<void> {
  await context.route(/.*/, async (route, request) => {
    try {
      await answer(route, request, onPopup)
    } catch (error) {
      // The page may be gone before its request is answered.
      if (!/closed|detached|disposed/i.test(String(error))) {
        process.stderr.write(`[stand-in] request ${request.url()} failed: ${String(error)}\n`)
      }
      await route.abort('failed').catch(() => {})
    }
  })
}

async function answer(route: Route, request: PageRequest, onPopup: () => void): Promise<void> {
  const url = realUrl(request.url())
  const scheme = new URL(url).protocol.slice(0, -1)
  const frame = frameOf(request)
  const window = [...state.windows].find((each) => frame && each._page === frame.page())
  if (request.isNavigationRequest() && (!frame || frame.parentFrame() === null)) {
    if (!window) {
      onPopup()
      await refusePopup(frame, url)
      return route.abort('aborted')
    }
    if (!window._expectsNavigation(url)) {
      const prevented = window.webContents.emitPreventable('will-navigate', url)
      if (!prevented) process.stderr.write(`[stand-in] refused to leave the app for ${url}\n`)
      return route.abort('aborted')
    }
  }
  const handler = state.protocolHandlers.get(scheme)
  if (!handler) {
    process.stderr.write(`[stand-in] refused a request to ${url}\n`)
    return route.abort('blockedbyclient')
  }
  const body = request.postDataBuffer()
  const response = await handler(
    new Request(url, {
      method: request.method(),
      headers: request.headers(),
      ...(body ? { body: new Uint8Array(body) } : {}),
    }),
  )
  const answered = {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  }
  // The page sees the address it asked for.
  if (isLarge(request.url(), answered)) await route.continue({ url: await offer(answered) })
  else await route.fulfill(answered)
}

/** A page that is no window of the app is one that a window tries to open: its opener's app decides, and must deny. */
async function refusePopup(frame: Frame | null, url: string): Promise<void> {
  const opener = (await frame?.page().opener()) ?? null
  const windows = [...state.windows]
  const window = windows.find((each) => each._page === opener) ?? windows[0]
  window?.webContents._opens(url)
  await frame?.page().close()
}

/** null: the request belongs to a window that is only being opened. */
function frameOf(request: PageRequest): Frame | null {
  try {
    return request.frame()
  } catch {
    return null
  }
}
