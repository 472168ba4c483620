import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the panel with its scripted main process (src/renderer/testing) into a folder that any browser can open. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../../src/renderer/testing'),
  base: './',
  plugins: [react()],
  build: {
    target: 'esnext',
    outDir: resolve(import.meta.dirname, '../../artifacts/panel-harness'),
    emptyOutDir: true,
    // One page with everything in it, read from disk: its size matters to nobody.
    chunkSizeWarningLimit: 4000,
  },
})
