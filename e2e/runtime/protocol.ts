import { assertReady, state } from './runtime-state.ts'
import { onlyKnown, strict } from './strict.ts'

const PRIVILEGES = [
  'standard',
  'secure',
  'bypassCSP',
  'allowServiceWorkers',
  'supportFetchAPI',
  'corsEnabled',
  'stream',
  'codeCache',
]

/** Electron's `protocol`: schemes of the app's own. */
export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges?: object }[]): void {
    if (state.ready)
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges } of schemes) {
      onlyKnown('a privileged scheme', privileges ?? {}, PRIVILEGES)
      state.schemes.add(scheme)
    }
  },
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void {
    assertReady('protocol.handle')
    if (!state.schemes.has(scheme))
      throw new Error(`The stand-in serves only registered privileged schemes, not ${scheme}`)
    if (state.protocolHandlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    state.protocolHandlers.set(scheme, handler)
  },
  unhandle(scheme: string): void {
    state.protocolHandlers.delete(scheme)
  },
  isProtocolHandled: (scheme: string): boolean => state.protocolHandlers.has(scheme),
})
