import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { buildHarness, openHarnessBrowser } from './panel-page.ts'
import { SCENES } from './scenes.ts'

/**
 * Takes pictures of the panel in every scene, both themes and both sizes, into artifacts/panel.
 * `node e2e/panel/photograph.ts [--quick] [--size=683x467] [scene ...]`: only these scenes; --quick: dark, 1440x900 only;
 * --size: this size only, such as the one that a zoom of 150 % leaves of 1024x700.
 */
const FOLDER = resolve(import.meta.dirname, '../../artifacts/panel')
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const quick = process.argv.includes('--quick')
const asked = process.argv.map((word) => /^--size=(\d+)x(\d+)$/.exec(word)).find((match) => match)
const sizes = asked
  ? [{ width: Number(asked[1]), height: Number(asked[2]) }]
  : quick
    ? [{ width: 1440, height: 900 }]
    : [
        { width: 1440, height: 900 },
        { width: 1024, height: 700 },
      ]
const themes = quick ? (['dark'] as const) : (['dark', 'light'] as const)

await mkdir(FOLDER, { recursive: true })
await buildHarness()
const browser = await openHarnessBrowser()
let faults = 0
try {
  for (const scene of SCENES) {
    if (wanted.length > 0 && !wanted.some((word) => scene.name.startsWith(word))) continue
    for (const theme of themes) {
      const page = await browser.open(`${scene.query}&theme=${theme}`, scene.route)
      page.on('pageerror', (error) => {
        faults++
        console.error(`${scene.name}: ${error.message}`)
      })
      for (const size of sizes) {
        await page.setViewportSize(size)
        await scene.act?.(page)
        await page.waitForTimeout(450)
        const path = join(FOLDER, `${scene.name}-${theme}-${size.width}x${size.height}.png`)
        await page.screenshot({ path, animations: 'disabled' })
        if (scene.act && sizes.length > 1) await page.keyboard.press('Escape')
      }
      await page.close()
    }
  }
} finally {
  await browser.close()
}
process.exitCode = faults === 0 ? 0 : 1
