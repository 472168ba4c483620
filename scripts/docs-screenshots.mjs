// Pictures for the guide: runs the walk through the real app and photographs the panel's harness, then shrinks what the guide shows.
// `npm run docs:screenshots`; needs what the end-to-end specs need.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const run = (args) => {
  const { status, error } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}
if (!process.argv.includes('--only-shrink')) {
  run(['node_modules/playwright/cli.js', 'test', '-c', 'e2e/playwright.config.ts', 'walk.spec'])
  run(['e2e/panel/photograph.ts', 'workers', 'workers-30', 'workers-import', 'viewer'])
}

/** name in docs/images <- picture that was taken */
const PICTURES = {
  welcome: 'screens/welcome-dark-1440x900.png',
  generate: 'screens/generate-running-dark-1440x900.png',
  'generate-light': 'screens/generate-finished-light-1440x900.png',
  gallery: 'screens/gallery-dark-1440x900.png',
  workers: 'panel/workers-dark-1440x900.png',
  'workers-30': 'panel/workers-30-light-1440x900.png',
  import: 'panel/workers-import-dark-1440x900.png',
}
const folder = join(root, 'docs', 'images')
mkdirSync(folder, { recursive: true })
for (const [name, from] of Object.entries(PICTURES)) {
  const file = join(folder, `${name}.png`)
  const { size } = await sharp(join(root, 'artifacts', from)).resize(1080).png({ palette: true, quality: 80, effort: 9 }).toFile(file)
  console.log(`${name}.png ${Math.round(size / 1000)} kB`)
}
