import { strict } from './strict.ts'

type PermissionHandler = (
  webContents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
  details: object,
) => void

const handlers: { request: PermissionHandler | null; check: ((...args: unknown[]) => boolean) | null } = {
  request: null,
  check: null,
}

/** The default session. Chromium here grants nothing anyway; the handlers are kept so that they can be asked. */
export const defaultSession = strict('session.defaultSession', {
  setPermissionRequestHandler(handler: PermissionHandler | null): void {
    handlers.request = handler
  },
  setPermissionCheckHandler(handler: ((...args: unknown[]) => boolean) | null): void {
    handlers.check = handler
  },
  setSpellCheckerEnabled(_enabled: boolean): void {},
  /** What the app answers to a page that asks for `permission`; true when it set no handler, as in Electron. */
  _grants(permission: string): boolean {
    let granted = handlers.request === null
    handlers.request?.(
      null,
      permission,
      (answer) => {
        granted = answer
      },
      {},
    )
    return granted
  },
})
