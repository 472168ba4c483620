// Everything a fresh checkout needs, in one command: the packages, and a runtime for the panel.
// Electron's own binary is preferred; where it cannot be downloaded, Chromium carries the stand-in.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const run = (command, args) => {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (error) throw error
  return status ?? 1
}

const installed = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
if (installed !== 0) process.exit(installed)

/** Chromium without windows, for the specs: half the processor time of a Chromium that only hides them. */
const WINDOWLESS = 'chromium-headless-shell'

const electron = existsSync(join(root, 'node_modules', 'electron', 'path.txt'))
const chromium = [
  process.env.TRIBUTARY_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].some((path) => path && existsSync(path))
const apt = process.platform === 'linux' && existsSync('/usr/bin/apt-get')
if (!electron && !chromium && !apt) {
  console.error(
    'tributary: neither Electron nor Chromium is here. Run "npx install-electron", or install Chromium or Chrome and set TRIBUTARY_CHROMIUM to its path.',
  )
  process.exit(1)
}
// On a computer of a person who has a browser nothing is installed; CI gets what the specs are quicker with.
const quicker = process.env.CI === 'true' && !existsSync(`/usr/bin/${WINDOWLESS}`)
if (!electron && apt && (!chromium || quicker)) {
  process.env.DEBIAN_FRONTEND = 'noninteractive'
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo']
  const aptGet = (...args) => {
    const [command, ...rest] = [...asRoot, 'apt-get', ...args]
    return run(command, rest)
  }
  const install = (...packages) => aptGet('install', '-y', '-qq', '--no-install-recommends', ...packages)
  const wanted = ['chromium', 'fonts-dejavu-core']
  const updated = aptGet('update', '-qq')
  if (updated !== 0 && !chromium) process.exit(updated)
  // Together, because both are made of files of one version. Not every release has the second.
  if (install(...wanted, WINDOWLESS) !== 0) {
    const status = chromium ? 0 : install(...wanted)
    if (status !== 0) process.exit(status)
    console.log(`tributary: there is no ${WINDOWLESS}; the specs take Chromium, and longer.`)
  }
}
console.log('tributary: ready.')
