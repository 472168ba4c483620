import { registerHooks } from 'node:module'

/** From here on `electron` is the stand-in, for the app's bundles and for packages in node_modules alike. */
export function resolveElectronToStandIn(): void {
  const url = new URL('./electron.ts', import.meta.url).href
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron'
        ? { url, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
  })
}
