import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const here = import.meta.dirname

export default defineConfig({
  main: {
    build: {
      sourcemap: true,
      rollupOptions: {
        input: {
          index: resolve(here, 'src/main/index.ts'),
          // What runs in a worker thread of its own is a bundle of its own.
          simulatorThread: resolve(here, 'src/main/simulator/simulatorThread.ts'),
          jsonThread: resolve(here, 'src/main/sdwui/client/jsonThread.ts'),
          tokenThread: resolve(here, 'src/main/tokens/tokenThread.ts'),
          pictureThread: resolve(here, 'src/main/gallery/recovery/pictureThread.ts'),
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can require only `electron`: one CommonJS file with all it needs inside.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve(here, 'src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
        // No getter of ours does anything: what the catalogue puts together is left out where only its types are used.
        treeshake: { propertyReadSideEffects: false },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: { rollupOptions: { input: { index: resolve(here, 'src/renderer/index.html') } } },
  },
})
