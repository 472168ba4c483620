import { resolve } from 'node:path'
import { defineConfig } from 'vite'

const here = import.meta.dirname

/**
 * Builds the command line into `out/cli`: `tributary.js`, what its commands load when they are run, and the threads. All packages are in it
 * but sharp, which is native and loaded where it is used: by simulated servers, for anything but plain PNGs.
 */
export default defineConfig({
  root: here,
  publicDir: false,
  build: {
    ssr: true,
    outDir: resolve(here, 'out/cli'),
    target: 'node22',
    sourcemap: true,
    minify: false,
    rollupOptions: {
      input: {
        tributary: resolve(here, 'src/main/cli/main.ts'),
        simulatorThread: resolve(here, 'src/main/simulator/simulatorThread.ts'),
        jsonThread: resolve(here, 'src/main/sdwui/client/jsonThread.ts'),
        pictureThread: resolve(here, 'src/main/gallery/recovery/pictureThread.ts'),
      },
      external: ['sharp'],
      output: {
        format: 'es',
        banner: ({ name }) => (name === 'tributary' ? '#!/usr/bin/env node' : ''),
      },
    },
  },
  ssr: { noExternal: true, external: ['sharp'] },
})
