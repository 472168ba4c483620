// After an install: fetch Electron's binary where it can be had. A machine that cannot
// download it still runs everything on the stand-in (docs/architecture.md, "Runtime"),
// so a failure here is told, not fatal.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const electron = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules', 'electron')
const install = join(electron, 'install.js')

if (process.env.TRIBUTARY_SKIP_ELECTRON || !existsSync(install)) {
  console.log('tributary: Electron binary not fetched; the stand-in runtime will be used.')
} else if (!existsSync(join(electron, 'path.txt'))) {
  const result = spawnSync(process.execPath, [install], { stdio: 'pipe', timeout: 300_000 })
  console.log(
    result.status === 0
      ? 'tributary: Electron is installed.'
      : 'tributary: the Electron binary could not be downloaded here; the stand-in runtime will be used. Run "npx install-electron" to try again.',
  )
}
