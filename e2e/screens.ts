import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright'

const FOLDER = resolve(import.meta.dirname, '..', 'artifacts', 'screens')
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
] as const
const THEMES = ['dark', 'light'] as const
/** Each takes seconds, and nothing is asserted of them. */
const WANTED = process.env.E2E_PHOTOGRAPHS === '1'

/**
 * With E2E_PHOTOGRAPHS=1 writes the screen as it is now to artifacts/screens, in both themes and both sizes. Leaves the page in the first
 * size, with or without.
 */
export async function photograph(page: Page, name: string): Promise<void> {
  if (!WANTED) return page.setViewportSize(SIZES[0])
  await mkdir(FOLDER, { recursive: true })
  for (const size of SIZES) {
    await page.setViewportSize(size)
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme })
      // The panel takes over the theme when it is told of the change; the picture is of what is drawn then.
      await page.evaluate('new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))')
      await page.screenshot({
        path: join(FOLDER, `${name}-${colorScheme}-${size.width}x${size.height}.png`),
        animations: 'disabled',
      })
    }
  }
  await page.emulateMedia({ colorScheme: null })
  await page.setViewportSize(SIZES[0])
}
