import type { Session, WebContents } from 'electron'

/** The web address behind a link, when it may be opened in the system's browser: http and https, nothing else. */
export function externalLink(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, href } = new URL(url)
  return protocol === 'http:' || protocol === 'https:' ? href : null
}

export interface LockDownOptions {
  /** whether the page may go there by itself, e.g. reload */
  readonly isPanel: (url: string) => boolean
  readonly openLink: (url: string) => void
  readonly report: (what: string) => void
}

/** Keeps a page in its place: no other page in the window, no new windows, no embedded ones; web links go to the browser. */
export function lockDown(contents: WebContents, options: LockDownOptions): void {
  const leave = (url: string) => {
    const link = externalLink(url)
    if (link === null) options.report(`refused to open ${url.slice(0, 200)}`)
    else options.openLink(link)
  }
  contents.setWindowOpenHandler(({ url }) => {
    leave(url)
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event, url) => {
    if (options.isPanel(url)) return
    event.preventDefault()
    leave(url)
  })
  contents.on('will-redirect', (event, url) => {
    if (!options.isPanel(url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** The panel may fill the screen. It needs no camera, no location, nothing of the kind: every other permission is denied. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === 'fullscreen'))
  session.setPermissionCheckHandler((_contents, permission) => permission === 'fullscreen')
}
