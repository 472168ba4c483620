import { resolve } from 'node:path'
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

const fromFleetMenu = async (page: Page, entry: string) => {
  await page.getByRole('button', { name: 'More about the fleet' }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

/** Writes into the prompt in place of what is there, key by key. */
const writePrompt = async (page: Page, text: string) => {
  await page.locator('[data-landing][role="textbox"]').click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}

const unfoldWaiting = async (page: Page) => {
  const line = page.getByRole('button', { name: '2 waiting, 40 images' })
  if ((await line.getAttribute('aria-expanded')) === 'false') await line.click()
}

const toActualSize = async (page: Page) => {
  await page.locator('li[data-state="stored"] button').nth(2).click()
  await page.getByRole('radio', { name: /^⟦?1:1/ }).click()
}

const toTrash = async (page: Page) => {
  const wayIn = page.locator('header button:has(svg.lucide-trash-2)')
  const wayOut = page.locator('button:has(svg.lucide-arrow-left)')
  // The second size of a picture begins where the first ended.
  await wayIn.or(wayOut).waitFor()
  if (await wayIn.isVisible()) await wayIn.click()
  await wayOut.waitFor()
}

const unfold = async (page: Page, name: RegExp) => {
  const fold = page.getByRole('button', { name })
  if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click()
  await fold.evaluate((element) => element.scrollIntoView({ block: 'start' }))
}
const START = /^⟦?Start from a picture/

/** Puts files into the form, as a drop of them would. */
const dropPictures = async (page: Page, names: readonly string[]) => {
  const files = page.locator('[data-region="form"] input[type="file"]').first()
  await files.setInputFiles(
    names.map((name) => ({ name, mimeType: 'image/png', buffer: Buffer.from('a picture') })),
  )
}

/** Opens the painter on the first picture of the form. */
const openPainter = async (page: Page) => {
  const painter = page.locator('[data-stage]')
  if (await painter.isVisible()) {
    // Escape asked whether it is to be thrown away.
    const keep = page.getByRole('button', { name: 'Keep painting' })
    if (await keep.isVisible()) await keep.click()
    return false
  }
  await unfold(page, START)
  await page.getByRole('button', { name: /^⟦?(Paint|Edit) mask/ }).click()
  await painter.waitFor()
  return true
}

/** Draws over the painter, at shares of its width and height. */
const drawMask = async (page: Page, points: readonly (readonly [number, number])[]) => {
  const box = await page.locator('[data-stage]').boundingBox()
  if (box === null) throw new Error('there is no painter')
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const
  const [first, ...rest] = points
  if (first === undefined) return
  await page.mouse.move(...at(first))
  await page.mouse.down()
  for (const point of rest) await page.mouse.move(...at(point), { steps: 6 })
  await page.mouse.up()
}

/** A folder without pictures. */
const FOLDER_OF_TEXTS = resolve(import.meta.dirname, '../guide')

const CONTROL = /^⟦?ControlNet/

/** A unit with a picture and a preprocessor, and a second one that is folded. */
const withUnits = async (page: Page) => {
  await unfold(page, CONTROL)
  const section = page.locator('[data-region="form"]')
  if (
    (await section
      .getByRole('listitem')
      .filter({ hasText: /Unit 1/ })
      .count()) === 0
  ) {
    const add = page.getByRole('button', { name: /^⟦?Add a unit/ })
    for (const name of ['pose.png', 'harbour.png']) {
      await add.click()
      const buffer = Buffer.from('a picture')
      await section
        .getByLabel(/^⟦?Picture file of unit/)
        .setInputFiles({ name, mimeType: 'image/png', buffer })
      await page.getByRole('combobox', { name: /^⟦?Preprocessor/ }).click()
      await page.getByRole('option', { name: name === 'pose.png' ? /^openpose( |$)/ : /^canny( |$)/ }).click()
    }
  }
  await page
    .getByRole('button', { name: CONTROL })
    .evaluate((element) => element.scrollIntoView({ block: 'start' }))
}

/** What the first unit's preprocessor finds is asked for. */
const askForMap = async (page: Page) => {
  await withUnits(page)
  const again = page.getByRole('button', { name: /^⟦?(Show what it finds|Look again)/ })
  if (await again.isVisible()) await again.click()
}

/** Drops a file on the form; `text` is what is in it. */
const dropFile = (page: Page, name: string, type: string, text: string) =>
  page.evaluate(`{
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}, { type: ${JSON.stringify(type)} }))
    const drop = { dataTransfer, bubbles: true, cancelable: true }
    const form = document.querySelector('[data-region="form"]')
    for (const event of ['dragenter', 'drop']) form.dispatchEvent(new DragEvent(event, drop))
  }`)

/** ADetailer, a script with described arguments, and one that makes its own set. */
const addScripts = async (page: Page) => {
  await unfold(page, /^⟦?Scripts/)
  const add = page.getByRole('combobox', { name: /^⟦?Add a script/ })
  for (const title of ['adetailer', 'hypertile', 'prompt matrix']) {
    if ((await page.getByRole('button', { name: new RegExp(`Remove ${title}`, 'i') }).count()) > 0) continue
    await add.click()
    await page.getByRole('option', { name: new RegExp(`^⟦?${title}`, 'i') }).click()
  }
  await page
    .getByRole('button', { name: /^⟦?Scripts/ })
    .evaluate((element) => element.scrollIntoView({ block: 'start' }))
}

/** Numbers for samplers, and options of the machines of two kinds. */
const setAdvanced = async (page: Page) => {
  await unfold(page, /^⟦?Noise and sampling/)
  await unfold(page, /^⟦?Options of the machines/)
  await page.getByRole('spinbutton', { name: /^⟦?Eta⟧?$/ }).fill('0.67')
  const noise = page.getByRole('switch', { name: /^⟦?Same noise/ })
  if (!(await noise.isChecked())) await noise.click()
  for (const name of ['eta_noise_seed_delta', 'show_progress_type']) {
    if ((await page.getByRole('button', { name: `Remove ${name}` }).count()) > 0) continue
    await page.getByRole('textbox', { name: /^⟦?Option⟧?$/ }).fill(name)
    await page.keyboard.press('Enter')
  }
  await page
    .getByRole('button', { name: /^⟦?Noise and sampling/ })
    .evaluate((element) => element.scrollIntoView({ block: 'start' }))
}

/** Pictures of the gallery are chosen, as many as there are of them. */
const choosing = (name: string, query: string, act?: Scene['act']): Scene => ({
  name,
  query: `state=idle&mode=exact&images=4&frozen${query}`,
  route: 'generate',
  act: async (page) => {
    await unfold(page, /^⟦?Start from a picture/)
    const dialog = page.getByRole('dialog')
    if (!(await dialog.isVisible())) await page.getByRole('button', { name: /^⟦?From the gallery/ }).click()
    await act?.(page)
  },
})

const PICKERS: readonly Scene[] = [
  choosing('picker', '&pictures=400', async (page) => {
    await page.getByRole('option').nth(5).waitFor()
    for (const at of [1, 4])
      if ((await page.getByRole('option').nth(at).getAttribute('aria-selected')) !== 'true')
        await page.getByRole('option').nth(at).click()
  }),
  choosing('picker-search', '&pictures=400', (page) =>
    page.getByRole('searchbox', { name: /^⟦?Search prompts/ }).fill('no such words'),
  ),
  choosing('picker-empty', ''),
  choosing('picker-loading', '&session=loading'),
  choosing('picker-failed', '&session=failed'),
]

export const SCENES: readonly Scene[] = [
  { name: 'welcome', query: 'state=welcome', route: 'generate' },
  { name: 'generate-running', query: 'state=running&frozen', route: 'generate' },
  { name: 'generate-idle', query: 'state=idle&frozen', route: 'generate' },
  {
    name: 'generate-controlnet',
    query: 'state=idle&mode=exact&images=8&frozen',
    route: 'generate',
    act: withUnits,
  },
  {
    name: 'generate-scripts',
    query: 'state=idle&mode=exact&images=8&frozen',
    route: 'generate',
    act: addScripts,
  },
  {
    name: 'generate-sampling',
    query: 'state=idle&mode=exact&images=8&frozen',
    route: 'generate',
    act: setAdvanced,
  },
  {
    name: 'generate-hires',
    query: 'state=idle&mode=exact&images=8&frozen',
    route: 'generate',
    act: async (page) => {
      await unfold(page, /^⟦?Hires fix/)
      const on = page.getByRole('switch', { name: 'Hires fix' })
      if (!(await on.isChecked())) await on.click()
      await page.getByRole('radio', { name: 'Target size' }).click()
      await unfold(page, /^⟦?Own model, sampler and prompts/)
      await unfold(page, /^⟦?Hires fix/)
    },
  },
  { name: 'generate-until', query: 'state=running&mode=until&frozen', route: 'generate' },
  {
    name: 'generate-until-wrong',
    query: 'state=idle&mode=until&frozen',
    route: 'generate',
    act: (page) => page.getByRole('textbox', { name: 'Until when' }).fill('later'),
  },
  { name: 'generate-ten-thousand', query: 'state=idle&images=10000&frozen', route: 'generate' },
  {
    name: 'prompt-loras',
    query: 'state=idle&frozen',
    route: 'generate',
    act: async (page) => {
      await writePrompt(page, '(lighthouse:1.2) BREAK __weather__ [fog, # night\n<lo')
      await page.getByRole('listbox').waitFor()
    },
  },
  {
    name: 'prompt-drawn',
    query: 'state=idle&frozen',
    route: 'generate',
    act: async (page) => {
      await writePrompt(page, 'a {stone|wooden} pier in __weather__, soft light, oil painting')
      const fold = page.getByRole('button', { name: /^⟦?As it will be drawn/ })
      if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click()
      await page.getByRole('list', { name: /^⟦?Prompts of the first images/ }).waitFor()
    },
  },
  {
    name: 'prompt-earlier',
    query: 'state=idle&frozen',
    route: 'generate',
    act: async (page) => {
      await page.getByRole('button', { name: /^⟦?Earlier prompts/ }).click()
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'prompt-browser',
    query: 'state=idle&frozen',
    route: 'generate',
    act: async (page) => {
      await page.getByRole('button', { name: /^⟦?LoRAs and embeddings for the prompt/ }).click()
      await page.getByRole('group').getByRole('button').first().waitFor()
    },
  },
  {
    name: 'prompt-browser-crowded',
    query: 'state=idle&loras=5000&frozen',
    route: 'generate',
    act: async (page) => {
      await page.getByRole('button', { name: /^⟦?LoRAs and embeddings for the prompt/ }).click()
      await page.getByRole('dialog').getByRole('combobox').fill('style')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'prompt-words',
    query: 'state=finished&frozen',
    route: 'generate',
    act: async (page) => {
      await writePrompt(page, 'lin')
      await page.getByRole('listbox').waitFor()
    },
  },
  { name: 'generate-held', query: 'state=held&frozen', route: 'generate' },
  { name: 'generate-held-30', query: 'state=held&fleet=30&mode=bonus&frozen', route: 'generate' },
  { name: 'generate-measuring', query: 'state=idle&measuring&frozen', route: 'generate' },
  { name: 'generate-addressed', query: 'state=running&addressed&frozen', route: 'generate' },
  { name: 'generate-restarted', query: 'state=idle&pictures=400&frozen', route: 'generate' },
  { name: 'session-loading', query: 'state=idle&session=loading&frozen', route: 'generate' },
  { name: 'session-failed', query: 'state=idle&session=failed&frozen', route: 'generate' },
  { name: 'generate-finished', query: 'state=finished&frozen', route: 'generate' },
  { name: 'generate-empty', query: 'state=empty&frozen', route: 'generate' },
  { name: 'generate-12', query: 'state=running&fleet=12&frozen', route: 'generate' },
  { name: 'generate-30', query: 'state=running&fleet=30&frozen', route: 'generate' },
  { name: 'generate-trouble', query: 'state=trouble&frozen', route: 'generate' },
  {
    name: 'generate-two-jobs',
    query: 'state=crowded&queue&frozen',
    route: 'generate',
    act: unfoldWaiting,
  },
  { name: 'generate-paused', query: 'state=running&paused&frozen', route: 'generate' },
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
  {
    name: 'start-empty',
    query: 'state=idle&frozen',
    route: 'generate',
    act: (page) => unfold(page, START),
  },
  ...PICKERS,
  {
    name: 'start-pictures',
    query: 'state=idle&mode=exact&images=4&inputs=3&frozen',
    route: 'generate',
    act: (page) => unfold(page, START),
  },
  ...(['Crop', 'Fill', 'Stretch', 'Latent'] as const).map(
    (mode): Scene => ({
      name: `start-fit-${mode.toLowerCase()}`,
      query: 'state=idle&mode=exact&images=4&inputs=3&frozen',
      route: 'generate',
      act: async (page) => {
        await unfold(page, START)
        await page
          .getByRole('group', { name: /^⟦?Where the shape differs/ })
          .or(page.getByRole('radiogroup', { name: /^⟦?Where the shape differs/ }))
          .getByRole('radio', { name: new RegExp(`^⟦?${mode}`) })
          .click()
        await page.locator('canvas[data-mode]').scrollIntoViewIfNeeded()
      },
    }),
  ),
  {
    name: 'start-own-masks',
    query: 'state=idle&mode=exact&images=4&inputs=3&frozen',
    route: 'generate',
    act: async (page) => {
      await unfold(page, START)
      const paint = page.getByRole('button', { name: /^⟦?Paint a mask for .*harbour-1/ })
      if ((await paint.count()) > 0) {
        await paint.click()
        await page.locator('[data-stage]').waitFor()
        await page.keyboard.press('Space')
        await page.getByRole('button', { name: /^⟦?Use mask/ }).click()
      }
      await page.getByRole('button', { name: /^⟦?Remove it/ }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'start-masked',
    query: 'state=idle&mode=exact&images=4&inputs=1&frozen',
    route: 'generate',
    act: async (page) => {
      await unfold(page, START)
      const mask = page.getByLabel('Mask file')
      if ((await mask.count()) > 0)
        await mask.setInputFiles({ name: 'sky.png', mimeType: 'image/png', buffer: Buffer.from('a mask') })
      const only = page.getByRole('switch', { name: /^⟦?Only masked/ })
      if (!(await only.isChecked())) await only.click()
    },
  },
  {
    name: 'mask-empty',
    query: 'state=idle&mode=exact&images=4&inputs=1&frozen',
    route: 'generate',
    act: async (page) => void (await openPainter(page)),
  },
  {
    name: 'mask-strokes',
    query: 'state=idle&mode=exact&images=4&inputs=1&masked&frozen',
    route: 'generate',
    act: async (page) => {
      if (!(await openPainter(page))) return
      await drawMask(page, [
        [0.5, 0.62],
        [0.56, 0.55],
        [0.62, 0.6],
        [0.7, 0.56],
      ])
      await page.keyboard.press('l')
      await drawMask(page, [
        [0.28, 0.3],
        [0.36, 0.24],
        [0.42, 0.34],
        [0.36, 0.44],
        [0.29, 0.4],
      ])
      await page.keyboard.press('b')
      await page.mouse.move(700, 330)
    },
  },
  {
    name: 'mask-feather',
    query: 'state=idle&mode=exact&images=4&inputs=1&masked&frozen',
    route: 'generate',
    act: async (page) => {
      if (!(await openPainter(page))) return
      await page.keyboard.press('f')
      await page.getByRole('slider', { name: /Width/ }).waitFor()
    },
  },
  {
    name: 'start-part',
    query: 'state=idle&mode=exact&images=4&inputs=1&masked&frozen',
    route: 'generate',
    act: async (page) => {
      await unfold(page, START)
      await page.locator('[data-part]').waitFor()
    },
  },
  {
    name: 'viewer-before',
    query: 'state=finished&inputs=1&frozen',
    route: 'generate',
    act: async (page) => {
      const compare = page.getByRole('button', { name: /^⟦?Compare with what/ })
      if (await compare.isVisible()) return
      await page.locator('li[data-state="stored"] button').nth(2).click()
      await compare.click()
    },
  },
  {
    name: 'start-refused',
    query: 'state=idle&mode=bonus&images=4&inputs=1&frozen',
    route: 'generate',
    act: async (page) => {
      await unfold(page, START)
      const refused = page.getByText('broken-scan.png is damaged', { exact: false })
      if (!(await refused.isVisible())) await dropPictures(page, ['cut-out.png', 'broken-scan.png'])
      await page.getByText('broken-scan.png is damaged', { exact: false }).waitFor()
    },
  },
  ...(['found', 'asking', 'failed'] as const).map(
    (detection): Scene => ({
      name: `controlnet-${detection}`,
      query: `state=idle&mode=exact&images=8&detection=${detection}&frozen`,
      route: 'generate',
      act: async (page) => {
        await askForMap(page)
        const outcome = { found: 'Use this map', asking: 'Looking…', failed: 'CUDA out of memory' }[detection]
        await page.getByText(outcome).evaluate((element) => element.scrollIntoView({ block: 'center' }))
      },
    }),
  ),
  {
    name: 'scripts-undescribed',
    query: 'state=idle&mode=exact&images=8&frozen',
    route: 'generate',
    act: async (page) => {
      await unfold(page, /^⟦?Scripts/)
      if ((await page.getByRole('button', { name: /Remove loopback/i }).count()) === 0) {
        await page.getByRole('combobox', { name: /^⟦?Add a script/ }).click()
        await page.getByRole('option', { name: /^loopback/i }).click()
      }
      await page.getByRole('textbox', { name: /^⟦?Arguments, as JSON/ }).fill('[4, 0.9')
    },
  },
  {
    name: 'generate-faces',
    query: 'state=idle&mode=exact&images=2&frozen',
    route: 'generate',
    act: async (page) => {
      await unfold(page, /^⟦?Advanced/)
      const faces = { name: /^⟦?Restore faces/ }
      await page
        .getByRole('radiogroup', faces)
        .or(page.getByRole('group', faces))
        .getByRole('radio', { name: /^⟦?On/ })
        .click()
      await page.getByRole('combobox', { name: /^⟦?Face restorer/ }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'start-folder-refused',
    query: 'state=idle&mode=exact&images=4&frozen',
    route: 'generate',
    act: async (page) => {
      await unfold(page, START)
      const refusal = page.getByText('There are no pictures in guide', { exact: false })
      if (await refusal.isVisible()) return
      await page.getByLabel(/^⟦?Folder of pictures/).setInputFiles(FOLDER_OF_TEXTS)
      await refusal.waitFor()
    },
  },
  {
    name: 'review-refused',
    query: 'state=idle&mode=exact&images=4&frozen',
    route: 'generate',
    act: async (page) => {
      const refusal = page.getByText('shopping.txt', { exact: false })
      if (await refusal.isVisible()) return
      await dropFile(page, 'shopping.txt', 'text/plain', 'bread, milk')
      await refusal.waitFor()
    },
  },
  {
    name: 'prompt-browser-loading',
    query: 'state=idle&loras=40&silent&frozen',
    route: 'generate',
    act: async (page) => {
      await page.getByRole('button', { name: /^⟦?LoRAs and embeddings for the prompt/ }).click()
      await page.getByRole('option').nth(3).waitFor()
    },
  },
  {
    name: 'presets-crowded',
    query: 'state=running&presets=60&frozen',
    route: 'generate',
    act: async (page) => {
      const search = page.getByRole('searchbox', { name: 'Search presets' })
      if (!(await search.isVisible())) await page.getByRole('button', { name: 'Presets' }).click()
      await page.getByRole('row').filter({ hasText: 'Portraits' }).first().hover()
    },
  },
  { name: 'drafts', query: 'state=idle&drafts=3&frozen', route: 'generate' },
  {
    name: 'presets',
    query: 'state=running&presets=4&frozen',
    route: 'generate',
    act: async (page) => {
      const search = page.getByRole('searchbox', { name: 'Search presets' })
      if (!(await search.isVisible())) await page.getByRole('button', { name: 'Presets' }).click()
      await search.waitFor()
    },
  },
  {
    name: 'presets-gone',
    query: 'state=idle&inputs=2&masked&presets=2&gone&frozen',
    route: 'generate',
    act: async (page) => {
      const note = page.locator('[data-region="form"] [role="status"]', { hasText: 'not stored' })
      if ((await note.count()) === 0) {
        await page.getByRole('button', { name: 'Presets' }).click()
        await page.locator('[data-cell="0 0"]').click()
      }
      await note.scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'presets-none',
    query: 'state=idle&frozen',
    route: 'generate',
    act: async (page) => {
      const name = page.getByRole('textbox', { name: 'Name of the preset' })
      if (!(await name.isVisible())) await page.getByRole('button', { name: 'Presets' }).click()
      await name.waitFor()
    },
  },
  {
    name: 'review-picture',
    query: 'state=idle&frozen',
    route: 'generate',
    act: async (page) => {
      const dialog = page.getByRole('dialog')
      if (await dialog.isVisible()) return
      await dropFile(page, 'made-elsewhere.png', 'image/png', 'a picture')
      await dialog.waitFor()
    },
  },
  { name: 'grid-running', query: 'state=running&mode=exact&images=1&grid=2&frozen', route: 'generate' },
  { name: 'grid-pages', query: 'state=crowded&mode=exact&images=2&grid=3&frozen', route: 'generate' },
  { name: 'grid-row', query: 'state=finished&mode=exact&images=1&grid=1&frozen', route: 'generate' },
  {
    name: 'grid-gallery',
    query: 'state=finished&mode=exact&images=1&grid=2&pictures=400&frozen',
    route: 'gallery',
    act: async (page) => {
      const table = page.getByRole('grid')
      if (await table.isVisible()) return
      await page
        .getByRole('button', { name: /^⟦?Only this job/ })
        .first()
        .click()
      await table.waitFor()
    },
  },
  {
    name: 'grid-viewer',
    query: 'state=finished&mode=exact&images=1&grid=2&frozen',
    route: 'generate',
    act: async (page) => {
      const opened = page.getByRole('dialog')
      if (!(await opened.isVisible())) await page.locator('[role="gridcell"] [data-place]').nth(5).click()
    },
  },
  {
    name: 'vary',
    query: 'state=idle&mode=exact&images=2&frozen',
    route: 'generate',
    act: async (page) => {
      await unfold(page, /^⟦?Vary settings/)
      const first = page.getByRole('textbox', { name: 'Values of axis 1' })
      if ((await first.count()) === 0) {
        await page.getByRole('button', { name: 'Add a grid axis' }).click()
        await first.fill('dreamshaper_8, sd_xl_base_1.0, v1-5-pruned-emaonly, toonyou')
        await page.getByRole('button', { name: 'Add an axis' }).click()
        await page.getByRole('combobox', { name: 'What axis 2 changes' }).click()
        await page.getByRole('option', { name: 'CFG' }).click()
        await page.getByRole('textbox', { name: 'Values of axis 2' }).fill('5-8 (+0.5)')
      }
      await page.getByText('grid cells', { exact: false }).first().waitFor()
    },
  },
  {
    name: 'vary-completed',
    query: 'state=idle&mode=exact&images=2&frozen',
    route: 'generate',
    act: async (page) => {
      await unfold(page, /^⟦?Vary settings/)
      const first = page.getByRole('textbox', { name: 'Values of axis 1' })
      if ((await first.count()) === 0) await page.getByRole('button', { name: 'Add a grid axis' }).click()
      await first.fill('')
      await first.pressSequentially('dreamshaper_8, s')
      await page.getByRole('listbox', { name: 'Names for axis 1' }).waitFor()
    },
  },
  {
    name: 'vary-prompts',
    query: 'state=idle&mode=exact&images=2&frozen',
    route: 'generate',
    act: async (page) => {
      await unfold(page, /^⟦?Vary settings/)
      await page.getByLabel('Prompts, one per line').fill('a {red|blue} door\na lighthouse at dusk')
      await page.getByRole('radio', { name: /^⟦?All/ }).click()
    },
  },
  {
    name: 'generate-advanced',
    query: 'state=idle&mode=exact&images=2&frozen',
    route: 'generate',
    act: async (page) => {
      await unfold(page, /^⟦?Advanced/)
      if ((await page.getByRole('button', { name: 'Remove style Cinematic' }).count()) > 0) return
      await page.getByRole('combobox', { name: 'Styles' }).click()
      await page.getByRole('option', { name: 'Cinematic' }).click()
      await page.getByRole('combobox', { name: 'Refiner' }).click()
      await page.getByRole('option', { name: 'sd_xl_base_1.0' }).click()
      await page
        .getByRole('radiogroup', { name: 'Tiling' })
        .or(page.getByRole('group', { name: 'Tiling' }))
        .getByRole('radio', { name: /^⟦?On/ })
        .click()
      await unfold(page, /^⟦?Advanced/)
    },
  },
  {
    name: 'plan-unlike',
    query: 'state=running&board&mode=exact&images=8&frozen',
    route: 'generate',
    act: async (page) => {
      await page.getByRole('combobox', { name: /^⟦?Checkpoint/ }).click()
      await page.getByRole('option', { name: /^⟦?As loaded/ }).click()
      await page.getByRole('button', { name: /another checkpoint in memory/ }).click()
    },
  },
  {
    name: 'generate-help',
    query: 'state=idle&mode=exact&images=8&frozen',
    route: 'generate',
    act: async (page) => {
      await page.getByRole('combobox', { name: /^⟦?Sampler/ }).focus()
      await page.keyboard.press('Tab')
      await page.locator('[data-radix-popper-content-wrapper]').first().waitFor()
    },
  },
  {
    name: 'generate-menu',
    query: 'state=running&frozen',
    route: 'generate',
    act: (page) => page.getByRole('button', { name: /^⟦?When to generate/ }).click(),
  },
  { name: 'workers', query: 'state=running&board&frozen', route: 'workers' },
  { name: 'workers-12', query: 'state=running&board&fleet=12&frozen', route: 'workers' },
  { name: 'workers-30', query: 'state=running&board&fleet=30&frozen', route: 'workers' },
  { name: 'workers-unmeasured', query: 'state=idle&unmeasured&frozen', route: 'workers' },
  { name: 'workers-unmeasured-12', query: 'state=idle&unmeasured&fleet=12&frozen', route: 'workers' },
  { name: 'workers-addressed', query: 'state=running&board&addressed&frozen', route: 'workers' },
  {
    name: 'workers-addressed-12',
    query: 'state=running&board&addressed&fleet=12&frozen',
    route: 'workers',
  },
  { name: 'workers-empty', query: 'state=empty&frozen', route: 'workers' },
  { name: 'servers', query: 'state=idle&servers&frozen', route: 'workers' },
  {
    name: 'servers-limit',
    query: 'state=idle&servers&frozen',
    route: 'workers',
    act: async (page) => {
      await page.locator('[data-worker="tunnelled"] [data-name]').click()
      await page.getByRole('radio', { name: /^⟦?Server⟧?$/ }).click()
    },
  },
  {
    name: 'servers-checkpoints',
    query: 'state=idle&servers&frozen',
    route: 'generate',
    act: (page) => page.getByRole('combobox', { name: 'Checkpoint' }).click(),
  },
  {
    name: 'servers-left-out',
    query: 'state=idle&servers&frozen',
    route: 'generate',
    act: (page) => page.getByTitle('Plan details by machine').click(),
  },
  {
    name: 'servers-some-lack-it',
    query: 'state=idle&servers&frozen',
    route: 'generate',
    act: async (page) => {
      await page.getByRole('textbox', { name: /^⟦?Prompt⟧?$/ }).fill('a harbour <lora:ink-wash:0.8>')
      await page.getByRole('button', { name: /^⟦?without/ }).click()
    },
  },
  {
    name: 'servers-none-can',
    query: 'state=idle&servers&frozen',
    route: 'generate',
    act: async (page) => {
      await page.getByRole('textbox', { name: /^⟦?Prompt⟧?$/ }).fill('a harbour <lora:ink-wsh:0.8>')
      await page.getByText('No machine can make this', { exact: false }).waitFor()
    },
  },
  { name: 'marked', query: 'state=marked&frozen', route: 'generate' },
  {
    name: 'marked-viewer',
    query: 'state=marked&frozen',
    route: 'generate',
    act: (page) => page.locator('li[data-state="stored"] button').first().click(),
  },
  { name: 'failed', query: 'state=failed&frozen', route: 'generate' },
  {
    name: 'queue-failed',
    query: 'state=running&queue&frozen',
    route: 'queue',
    act: (page) => page.getByRole('button', { name: /^⟦?Botanical plate/ }).click(),
  },
  {
    name: 'workers-drag',
    query: 'state=running&board&frozen',
    route: 'workers',
    act: async (page) => {
      const card = await page.locator('[data-worker="helium"]').boundingBox()
      const lane = await page.locator('[data-lane="reserve"]').boundingBox()
      if (!card || !lane) return
      await page.mouse.up()
      await page.mouse.move(card.x + 120, card.y + 70)
      await page.mouse.down()
      await page.mouse.move(card.x + 140, card.y + 80, { steps: 4 })
      await page.mouse.move(lane.x + lane.width * 0.6, lane.y + lane.height * 0.75, { steps: 10 })
    },
  },
  {
    name: 'workers-details',
    query: 'state=running&board&frozen',
    route: 'workers',
    act: (page) => page.locator('[data-worker="laptop"] [data-name]').click(),
  },
  {
    name: 'workers-add',
    query: 'state=running&board&frozen',
    route: 'workers',
    act: async (page) => {
      await page.getByRole('button', { name: 'Add machine' }).click()
      await page.getByLabel('Address').fill('https://fake.local:7860')
      await page.getByRole('button', { name: 'Trust this certificate' }).waitFor()
    },
  },
  {
    name: 'workers-add-found',
    query: 'state=idle&frozen',
    route: 'workers',
    act: async (page) => {
      await page.getByRole('button', { name: 'Add machine' }).first().click()
      await page.getByLabel('Address').fill('http://192.168.1.8:7860')
      await page.getByText('on RTX 3060', { exact: false }).waitFor()
    },
  },
  {
    name: 'workers-import',
    query: 'state=running&board&frozen',
    route: 'workers',
    act: async (page) => {
      await page.getByRole('button', { name: 'Import…' }).click()
      await page.getByLabel('Or paste addresses').fill('{"imported-1": "10.1.0.1"}')
      await page.getByRole('button', { name: 'Review import' }).click()
      await page.getByText('Will be added').waitFor()
    },
  },
  {
    name: 'workers-models',
    query: 'state=running&board&frozen',
    route: 'workers',
    act: (page) => fromFleetMenu(page, 'Models of the fleet'),
  },
  {
    name: 'workers-compare',
    query: 'state=running&board&frozen',
    route: 'workers',
    act: async (page) => {
      await fromFleetMenu(page, 'Compare settings')
      await page.getByText('settings differ').waitFor()
    },
  },
  {
    name: 'workers-compare-same',
    query: 'state=idle&alike&frozen',
    route: 'workers',
    act: async (page) => {
      await fromFleetMenu(page, 'Compare settings')
      await page.getByText(/All the same/).waitFor()
    },
  },
  {
    name: 'workers-find',
    query: 'state=running&board',
    route: 'workers',
    act: async (page) => {
      await fromFleetMenu(page, 'Find machines…')
      await page.getByRole('button', { name: 'Search the network' }).click()
      await page.getByText('Checked ').waitFor()
    },
  },
  {
    name: 'workers-selected',
    query: 'state=running&board&fleet=12&frozen',
    route: 'workers',
    act: async (page) => {
      await page.locator('[data-worker="laptop"] [data-name]').click({ modifiers: ['Control'] })
      await page.locator('[data-worker="node-07"] [data-name]').click({ modifiers: ['Shift'] })
    },
  },
  {
    name: 'workers-menu',
    query: 'state=running&board&frozen',
    route: 'workers',
    act: (page) => page.locator('[data-worker="laptop"] [aria-haspopup="menu"]').click(),
  },
  {
    name: 'workers-sign-in',
    query: 'state=running&board&fleet=12&frozen',
    route: 'workers',
    act: (page) => page.locator('[data-worker="node-09"]').getByRole('button', { name: 'Sign in' }).click(),
  },
  {
    name: 'workers-export',
    query: 'state=running&board&frozen',
    route: 'workers',
    act: (page) => fromFleetMenu(page, 'Export…'),
  },
  {
    name: 'workers-restart',
    query: 'state=running&board&frozen',
    route: 'workers',
    act: async (page) => {
      await page.locator('[data-worker="laptop"] [aria-haspopup="menu"]').click()
      await page.getByRole('menuitem', { name: 'Restart' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'gallery', query: 'state=finished&pictures=48900&frozen', route: 'gallery' },
  {
    name: 'gallery-pane',
    query: 'state=finished&pictures=48900&frozen',
    route: 'gallery',
    act: (page) => page.locator('[data-place="7"]').click(),
  },
  {
    name: 'gallery-nothing-found',
    query: 'state=finished&pictures=48900&frozen',
    route: 'gallery',
    act: async (page) => {
      await page.getByLabel('Search prompts').fill('zebra')
      await page.getByText('No pictures match').waitFor()
    },
  },
  {
    name: 'gallery-days',
    query: 'state=finished&pictures=48900&frozen',
    route: 'gallery',
    act: async (page) => {
      await page.getByRole('button', { name: /^⟦?Date/ }).click()
      await page.getByRole('menuitemcheckbox', { name: 'From day to day…' }).click()
      await page.getByLabel(/^⟦?From⟧?$/).fill('2026-11-03')
    },
  },
  {
    name: 'gallery-tools',
    query: 'state=finished&pictures=48900&frozen',
    route: 'gallery',
    act: async (page) => {
      await page.locator('[data-place="2"]').hover()
      await page.locator('[data-place="2"] ~ div button').last().click()
    },
  },
  {
    name: 'gallery-selected',
    query: 'state=finished&pictures=48900&frozen',
    route: 'gallery',
    act: async (page) => {
      await page.locator('[data-place="1"]').click()
      await page.locator('[data-place="4"]').click({ modifiers: ['Shift'] })
      await page.locator('[data-place="7"]').click({ modifiers: ['Control'] })
    },
  },
  {
    name: 'gallery-trash',
    query: 'state=finished&pictures=48900&trashed=14&frozen',
    route: 'gallery',
    act: async (page) => {
      await toTrash(page)
      await page.locator('[data-place="3"]').click()
    },
  },
  {
    name: 'gallery-trash-empty',
    query: 'state=finished&pictures=40&frozen',
    route: 'gallery',
    act: toTrash,
  },
  {
    name: 'generate-tools',
    query: 'state=finished&frozen',
    route: 'generate',
    act: async (page) => {
      await page.locator('[data-place="1"]').click({ modifiers: ['Control'] })
      await page.locator('[data-place="3"]').click({ modifiers: ['Shift'] })
      await page.locator('li[data-state="stored"]').nth(5).hover()
    },
  },
  {
    name: 'upscale-empty',
    query: 'state=idle&frozen',
    route: 'generate',
    act: async (page) => {
      await page.getByRole('button', { name: 'More form actions' }).click()
      await page.getByRole('menuitem', { name: 'Upscale files…' }).click()
    },
  },
  {
    name: 'upscale',
    query: 'state=finished&pictures=48900&frozen',
    route: 'gallery',
    act: async (page) => {
      await page.locator('[data-place="1"]').click()
      await page.locator('[data-place="4"]').click({ modifiers: ['Shift'] })
      await page.getByRole('button', { name: /^⟦?Upscale…/ }).click()
      await page.getByText('Plan: ').waitFor()
    },
  },
  {
    name: 'upscale-faces',
    query: 'state=finished&pictures=48900&frozen',
    route: 'gallery',
    act: async (page) => {
      await page.locator('[data-place="1"]').click()
      await page.locator('[data-place="2"]').click({ modifiers: ['Shift'] })
      await page.getByRole('button', { name: /^⟦?Upscale…/ }).click()
      const dialog = page.getByRole('dialog')
      await dialog.locator('[role="radio"]').last().click()
      const faces = dialog.locator('[data-fold="upscale.faces"]')
      if ((await faces.getAttribute('data-state')) === 'closed') await faces.click()
      await dialog.getByRole('spinbutton', { name: /CodeFormer⟧?$/ }).fill('0.5')
      await page.getByText('Plan: ').waitFor()
    },
  },
  { name: 'gallery-empty', query: 'state=empty&frozen', route: 'gallery' },
  { name: 'queue', query: 'state=running&queue&pictures=400&frozen', route: 'queue' },
  {
    name: 'queue-opened',
    query: 'state=running&queue&pictures=400&frozen',
    route: 'queue',
    act: async (page) => {
      await page.getByRole('button', { name: /^⟦?Isometric tea house/ }).click()
      await page.getByRole('table').waitFor()
    },
  },
  {
    name: 'queue-running',
    query: 'state=running&queue&frozen',
    route: 'queue',
    act: async (page) => {
      await page.getByRole('button', { name: 'Alpine valley at golden hour' }).click()
      await page.getByRole('region', { name: 'Timeline of job 31' }).waitFor()
    },
  },
  { name: 'priorities-queue', query: 'state=running&queue&priorities&frozen', route: 'queue' },
  {
    name: 'priorities-beside-details',
    query: 'state=running&queue&priorities&pictures=400&frozen',
    route: 'queue',
    act: async (page) => {
      await page.getByRole('button', { name: 'Lighthouse in a storm' }).click()
      await page.getByRole('region', { name: 'Timeline of job 29' }).waitFor()
    },
  },
  {
    name: 'priorities-generate',
    query: 'state=crowded&queue&priorities&frozen',
    route: 'generate',
    act: unfoldWaiting,
  },
  { name: 'queue-crowded', query: 'state=running&queue=60&frozen', route: 'queue' },
  {
    name: 'queue-menu',
    query: 'state=running&queue&frozen',
    route: 'queue',
    act: async (page) => {
      await page.getByRole('button', { name: 'More about job 32' }).click()
    },
  },
  { name: 'queue-lacking', query: 'state=running&queue&lacking&pictures=400&frozen', route: 'queue' },
  {
    name: 'queue-lacking-opened',
    query: 'state=running&queue&lacking&pictures=400&frozen',
    route: 'queue',
    act: async (page) => {
      await page.getByRole('button', { name: 'Lighthouse in a storm' }).click()
      await page.getByRole('region', { name: 'Timeline of job 29' }).waitFor()
    },
  },
  { name: 'queue-paused', query: 'state=running&queue&paused&frozen', route: 'queue' },
  { name: 'queue-empty', query: 'state=empty&frozen', route: 'queue' },
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
  { name: 'viewer-actual', query: 'state=finished&frozen', route: 'generate', act: toActualSize },
  {
    name: 'viewer-actual-large',
    query: 'state=finished&size=2048x1536&frozen',
    route: 'generate',
    act: toActualSize,
  },
  {
    name: 'viewer-fit-large',
    query: 'state=finished&size=1024x1536&frozen',
    route: 'generate',
    act: async (page) => {
      await page.locator('li[data-state="stored"] button').nth(2).click()
      // What another scene chose is remembered.
      await page.keyboard.press('0')
    },
  },
  {
    name: 'plan-details',
    query: 'state=running&fleet=12&frozen',
    route: 'generate',
    act: async (page) => {
      await page.getByTitle('Plan details by machine').click()
    },
  },
  {
    name: 'plan-details-30',
    query: 'state=running&fleet=30&frozen',
    route: 'generate',
    act: async (page) => {
      await page.getByTitle('Plan details by machine').click()
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
