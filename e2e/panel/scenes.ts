import type { Page } from 'playwright'

/** A state of the panel worth looking at. */
export interface Scene {
  readonly name: string
  /** of the harness (src/renderer/testing/scenario.ts), without theme */
  readonly query: string
  readonly route: 'generate' | 'workers' | 'gallery' | 'queue' | 'settings'
  /** brings it about, after the page has drawn */
  readonly act?: (page: Page) => Promise<void>
}

export const SCENES: readonly Scene[] = [
  { name: 'welcome', query: 'state=welcome', route: 'generate' },
  { name: 'generate-running', query: 'state=running&frozen', route: 'generate' },
  { name: 'generate-idle', query: 'state=idle&frozen', route: 'generate' },
  { name: 'generate-finished', query: 'state=finished&frozen', route: 'generate' },
  { name: 'generate-empty', query: 'state=empty&frozen', route: 'generate' },
  { name: 'generate-12', query: 'state=running&fleet=12&frozen', route: 'generate' },
  { name: 'generate-30', query: 'state=running&fleet=30&frozen', route: 'generate' },
  { name: 'generate-trouble', query: 'state=trouble&frozen', route: 'generate' },
  { name: 'generate-disk', query: 'state=disk&frozen', route: 'generate' },
  { name: 'generate-crowded', query: 'state=crowded&frozen', route: 'generate' },
  {
    name: 'generate-wrong',
    query: 'state=idle&frozen',
    route: 'generate',
    act: async (page) => {
      await page.getByRole('spinbutton', { name: 'Number of images' }).fill('0')
      await page.getByRole('spinbutton', { name: 'Width' }).fill('513')
      await page.keyboard.press('Control+Enter')
    },
  },
  {
    name: 'generate-folds',
    query: 'state=idle&frozen',
    route: 'generate',
    act: async (page) => {
      const fold = page.getByRole('button', { name: 'Hires fix' })
      if ((await fold.getAttribute('aria-expanded')) === 'false') {
        await fold.click()
        await page.getByRole('switch', { name: 'Hires fix' }).click()
      }
    },
  },
  { name: 'workers', query: 'state=running&board&frozen', route: 'workers' },
  { name: 'workers-12', query: 'state=running&board&fleet=12&frozen', route: 'workers' },
  { name: 'workers-30', query: 'state=running&board&fleet=30&frozen', route: 'workers' },
  { name: 'workers-empty', query: 'state=empty&frozen', route: 'workers' },
  { name: 'gallery', query: 'state=finished&frozen', route: 'gallery' },
  { name: 'queue', query: 'state=running&frozen', route: 'queue' },
  { name: 'settings', query: 'state=idle&frozen', route: 'settings' },
  { name: 'loading', query: 'state=loading', route: 'generate' },
  { name: 'error', query: 'state=error', route: 'generate' },
  {
    name: 'viewer',
    query: 'state=finished&frozen',
    route: 'generate',
    act: async (page) => {
      await page.locator('li[data-state="stored"] button').nth(2).click()
    },
  },
  {
    name: 'plan-details',
    query: 'state=running&fleet=12&frozen',
    route: 'generate',
    act: async (page) => {
      await page.getByTitle('The plan worker by worker').click()
    },
  },
  {
    name: 'timeline-block',
    query: 'state=running&frozen',
    route: 'generate',
    act: async (page) => {
      await page.locator('[data-block]').nth(2).hover()
    },
  },
  {
    name: 'select',
    query: 'state=idle&frozen',
    route: 'generate',
    act: async (page) => {
      await page.getByRole('combobox', { name: 'Sampler' }).click()
    },
  },
  {
    name: 'palette',
    query: 'state=running&frozen',
    route: 'generate',
    act: (page) => page.keyboard.press('Control+K'),
  },
  {
    name: 'shortcuts',
    query: 'state=running&frozen',
    route: 'workers',
    act: (page) => page.keyboard.press('?'),
  },
]
