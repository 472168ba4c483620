import { expect, test } from 'playwright/test'
import { specHarness } from './spec-harness.ts'

/** ms of script, style and layout that a key may take, of processor time, */
const MOST_MS = 16
/** on a machine that needs so many ms for the reference; on a slower one as many times more. */
const REFERENCE_MS = 28
/** Names that are written, sorted and joined: work of the same kind, whatever the panel does. */
const REFERENCE = `(() => {
  const began = performance.now()
  let length = 0
  for (let round = 0; round < 40; round++) {
    const names = Array.from({ length: 5000 }, (_, at) => 'style-' + ((at * 7919) % 5000))
    length += names.sort().join(' ').length
  }
  return length > 0 ? performance.now() - began : 0
})()`
const TEXT = 'a quiet harbour at dawn, (soft light:1.2), [fog|rain], <lora:style-4'

test.describe('typing a prompt with five thousand LoRAs', { tag: '@alone' }, () => {
  const harness = specHarness()

  test('takes less than 16 ms a key, the list of what fits included', async () => {
    const page = await harness.open('state=idle&loras=5000&frozen&theme=dark', 'generate')
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('')
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const worked = async () => {
      const { metrics } = await session.send('Performance.getMetrics')
      const seconds = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN
      return (seconds('ScriptDuration') + seconds('RecalcStyleDuration') + seconds('LayoutDuration')) * 1000
    }
    // What is made once for a list is made with the first key of a kind.
    await page.keyboard.type('<a')
    await page.getByRole('listbox', { name: 'Completions' }).waitFor()
    await page.keyboard.press('Control+A')
    const before = await worked()
    await page.keyboard.type(TEXT, { delay: 90 })
    await expect(page.getByRole('listbox', { name: 'Completions' }).getByRole('option').first()).toHaveText(
      /^style-4/,
    )
    const perKey = ((await worked()) - before) / TEXT.length
    const reference = await page.evaluate<number>(REFERENCE)
    console.log(`${perKey.toFixed(1)} ms of processor time a key, ${reference.toFixed(0)} for the reference`)
    expect(perKey).toBeLessThan(MOST_MS * Math.max(1, reference / REFERENCE_MS))
    await page.close()
  })
})
