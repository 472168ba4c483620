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

const electron = existsSync(join(root, 'node_modules', 'electron', 'path.txt'))
const chromium = [
  process.env.TRIBUTARY_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].some((path) => path && existsSync(path))
if (!electron && !chromium) {
  const apt = process.platform === 'linux' && existsSync('/usr/bin/apt-get')
  if (!apt) {
    console.error(
      'tributary: neither Electron nor Chromium is here. Run "npx install-electron", or install Chromium or Chrome and set TRIBUTARY_CHROMIUM to its path.',
    )
    process.exit(1)
  }
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo']
  process.env.DEBIAN_FRONTEND = 'noninteractive'
  for (const args of [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
  ]) {
    const [command, ...rest] = [...asRoot, ...args]
    const status = run(command, rest)
    if (status !== 0) process.exit(status)
  }
}
console.log('tributary: ready.')
