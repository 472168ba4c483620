/** What electron-vite puts into the bundle of the main process. */
interface ImportMetaEnv {
  /** true in `npm run dev` only */
  readonly DEV: boolean
}
interface ImportMeta {
  readonly env: ImportMetaEnv
}
