import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Path of the installed Electron executable, or null when only the package without its binary is there. */
export function electronBinary(root: string): string | null {
  const folder = join(root, 'node_modules', 'electron')
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(binary) ? binary : null
}

/** Version of the electron package that is installed. */
export function electronVersion(root: string): string {
  const manifest: unknown = JSON.parse(
    readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8'),
  )
  return (manifest as { version: string }).version
}
