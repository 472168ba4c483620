import { setTimeout as delay } from 'node:timers/promises'
import type { Locator, Page } from 'playwright'

/** ms that anything may take to appear */
const PATIENCE_MS = 180_000

/** What one task cost. */
export interface Cost {
  readonly clicks: number
  /** key presses; keys pressed together count once, and so does each letter typed */
  readonly keys: number
  readonly seconds: number
}

/** Uses the panel with mouse and keys only, as somebody in front of it would, and counts. */
export class Person {
  readonly page: Page
  #clicks = 0
  #keys = 0

  constructor(page: Page) {
    this.page = page
    page.setDefaultTimeout(PATIENCE_MS)
  }

  async click(what: Locator, modifier?: 'Control' | 'Shift'): Promise<void> {
    this.#clicks++
    await what.click(modifier ? { modifiers: [modifier] } : {})
  }

  async press(keys: string): Promise<void> {
    this.#keys++
    await this.page.keyboard.press(keys)
  }

  async type(text: string): Promise<void> {
    this.#keys += text.length
    await this.page.keyboard.type(text)
  }

  /** Looks until it is there. */
  async see(what: Locator): Promise<void> {
    await what.first().waitFor({ timeout: PATIENCE_MS })
  }

  /** Looks again and again until something is so. Rejects after three minutes. */
  async until(what: string, is: () => Promise<boolean>): Promise<void> {
    const from = performance.now()
    while (!(await is())) {
      if (performance.now() - from > PATIENCE_MS) throw new Error(`Waited three minutes in vain: ${what}.`)
      await delay(100)
    }
  }

  /** What a task costs from here to its end. */
  async measure(task: () => Promise<void>): Promise<Cost> {
    const [clicks, keys, from] = [this.#clicks, this.#keys, performance.now()]
    await task()
    const seconds = (performance.now() - from) / 1000
    return { clicks: this.#clicks - clicks, keys: this.#keys - keys, seconds }
  }
}
