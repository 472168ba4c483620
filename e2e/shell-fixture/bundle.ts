import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'vite'

const ROOT = resolve(import.meta.dirname, '..', '..')

/** Builds the fixture as electron-vite builds the app; answers the folder it can be launched from. */
export async function bundleShellFixture(): Promise<string> {
  const folder = join(ROOT, 'artifacts', 'shell-fixture')
  await mkdir(folder, { recursive: true })
  const bundle = (entry: string, format: 'es' | 'cjs', fileName: string) =>
    build({
      configFile: false,
      root: ROOT,
      logLevel: 'error',
      build: {
        ssr: entry,
        outDir: folder,
        emptyOutDir: false,
        minify: false,
        rollupOptions: { external: ['electron'], output: { format, entryFileNames: fileName } },
      },
      ssr: { noExternal: true, external: ['electron'] },
    })
  await bundle(join(ROOT, 'e2e', 'shell-fixture', 'main.ts'), 'es', 'main.js')
  await bundle(join(ROOT, 'src', 'preload', 'index.ts'), 'cjs', 'preload.cjs')
  await cp(join(ROOT, 'e2e', 'shell-fixture', 'panel'), join(folder, 'panel'), { recursive: true })
  await cp(join(ROOT, 'resources'), join(folder, 'resources'), { recursive: true })
  const manifest = { name: 'shell-fixture', version: '0.0.1', type: 'module', main: 'main.js' }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
  return folder
}
