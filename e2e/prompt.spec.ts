import { expect, test } from 'playwright/test'
import type { SimulatedWorker } from '../src/main/simulator/simulated-worker.ts'
import { addWorkers, type BoardApp, launchBoard, SHORT_BENCHMARK } from './board/board-app.ts'
import { Machines } from './board/machines.ts'
import { photograph } from './screens.ts'

const TIME_SCALE = 60

test.describe.configure({ mode: 'serial' })

test.describe('writing a prompt', () => {
  const machines = new Machines(TIME_SCALE)
  let board: BoardApp
  let argon: SimulatedWorker
  let laptop: SimulatedWorker

  test.beforeAll(async () => {
    board = await launchBoard({ timeScale: TIME_SCALE, settings: SHORT_BENCHMARK })
    const embeddings = ['easynegative', 'ink_texture']
    argon = await machines.start({
      name: 'argon',
      keepBodies: true,
      loras: ['gouache', 'ink-wash'],
      embeddings,
    })
    laptop = await machines.start({ name: 'laptop', keepBodies: true, loras: ['gouache'], embeddings })
    await addWorkers(board.page, [
      { name: 'argon', url: argon.url },
      { name: 'laptop', url: laptop.url },
    ])
    await board.page.keyboard.press('Control+1')
    // A list of completions that is open does not change: the lists of both machines are read before.
    const offered = () =>
      board.page.evaluate<unknown>(
        `window.tributary.snapshot({}).then(({ value }) => value.offers.loras.map(({ name, on }) => name + ' ' + on))`,
      )
    await expect.poll(offered).toEqual(['gouache 2', 'ink-wash 1'])
  })
  test.afterAll(async () => {
    await board.end()
    await machines.stop()
  })

  const prompt = (name = 'Prompt') => board.page.getByRole('textbox', { name, exact: true })
  const list = () => board.page.getByRole('listbox', { name: 'Completions' })

  test('completes LoRAs by keys, and weighs them and words by Ctrl and the arrows', async () => {
    const { page } = board
    await prompt().fill('')
    await prompt().pressSequentially('a red door, <')
    await expect(list().getByRole('option')).toHaveText([
      'gouache LoRA · on 2 of 2',
      'ink-wash LoRA · on 1 of 2',
    ])
    await photograph(page, 'prompt-completion')
    await page.keyboard.type('gch')
    await expect(list().getByRole('option')).toHaveText(['gouache LoRA · on 2 of 2'])
    await page.keyboard.press('Tab')
    await expect(prompt()).toHaveText('a red door, <lora:gouache:1>')
    await page.keyboard.press('Control+Z')
    for (let typed = 0; typed < 4; typed++) await page.keyboard.press('Backspace')
    await page.keyboard.type('<')
    await expect(list().getByRole('option')).toHaveCount(2)
    // Before the list for the last key is there.
    await page.keyboard.type('gch')
    await page.keyboard.press('Tab')
    await expect(prompt()).toHaveText('a red door, <lora:gouache:1>')
    await expect(prompt()).toBeFocused()
    await page.keyboard.press('Control+ArrowUp')
    await page.keyboard.press('Control+ArrowUp')
    await expect(prompt()).toHaveText('a red door, <lora:gouache:1.1>')
    await page.keyboard.press('Home')
    await page.keyboard.press('Control+ArrowRight')
    await page.keyboard.press('Control+ArrowRight')
    await page.keyboard.press('Control+ArrowUp')
    await expect(prompt()).toHaveText('a (red:1.1) door, <lora:gouache:1.1>')
    await page.keyboard.press('Control+Z')
    await expect(prompt()).toHaveText('a red door, <lora:gouache:1.1>')
  })

  test('leaves Escape, Enter and Ctrl+Enter to those who write', async () => {
    const { page } = board
    await page.keyboard.press('End')
    await page.keyboard.type(', __we')
    await expect(list()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(list()).toHaveCount(0)
    for (let back = 0; back < ', __we'.length; back++) await page.keyboard.press('Backspace')
    await expect(prompt()).toHaveText('a red door, <lora:gouache:1.1>')
    await page.keyboard.type(' (')
    const form = page.getByRole('form', { name: 'Generation settings' })
    await expect(form).toContainText('One bracket has no partner: (')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await expect(form).not.toContainText('no partner')
    await expect(form).toContainText('4/75')
  })

  test('takes an embedding and a LoRA with its words from the browser', async () => {
    const { page } = board
    const dialog = page.getByRole('dialog', { name: 'LoRAs and embeddings' })
    await page.getByRole('button', { name: 'LoRAs and embeddings for the prompt' }).click()
    await dialog.getByRole('combobox', { name: 'Search' }).fill('ink')
    await expect(dialog.getByRole('option')).toHaveText(['ink-washon 1 of 2'])
    await expect(dialog).toContainText('On argon')
    // That of the row and the larger one are one picture of argon's panel.
    const pictures = dialog.locator('img[src^="tributary://network/"]')
    await expect(pictures).toHaveCount(2)
    await expect
      .poll(() =>
        pictures.evaluateAll<number[], { naturalWidth: number }>((all) =>
          all.map((each) => each.naturalWidth),
        ),
      )
      .toEqual([384, 384])
    await dialog.getByRole('button', { name: 'ink-wash style' }).click()
    await dialog.getByRole('slider', { name: 'Weight' }).press('ArrowLeft')
    await photograph(page, 'prompt-browser')
    await dialog.getByRole('button', { name: 'Insert' }).click()
    await expect(prompt()).toBeFocused()
    await expect(prompt()).toHaveText('a red door, <lora:gouache:1.1> <lora:ink-wash:0.95> ink-wash style')
    await page.keyboard.press('Control+Z')
    await expect(prompt()).toHaveText('a red door, <lora:gouache:1.1>')
    await prompt('Negative prompt').fill('text')
    await page.getByRole('button', { name: 'LoRAs and embeddings for the negative prompt' }).click()
    await dialog.getByRole('radio', { name: 'Embeddings' }).click()
    await dialog.getByRole('combobox', { name: 'Search' }).fill('easy')
    await page.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(prompt('Negative prompt')).toHaveText('text, easynegative')
  })

  test('sends what was written, and has it among the earlier prompts', async () => {
    const { page } = board
    await page.getByRole('spinbutton', { name: 'Number of images' }).fill('4')
    await page.getByRole('radio', { name: 'Exactly' }).click()
    await prompt().click()
    await page.keyboard.press('Control+Enter')
    const tiles = page.getByRole('list', { name: 'Images of job 1' }).getByRole('listitem')
    await expect(tiles.and(page.locator('[data-state="stored"]'))).toHaveCount(4)
    const bodies = [argon, laptop].flatMap((machine) =>
      machine
        .calls()
        .flatMap(({ path, body }) => (path === '/sdapi/v1/txt2img' ? [JSON.parse(String(body))] : [])),
    )
    const sent = bodies.filter(({ prompt: text }) => text.startsWith('a red door'))
    expect(sent.length).toBeGreaterThan(0)
    for (const body of sent)
      expect(body).toMatchObject({
        prompt: 'a red door, <lora:gouache:1.1>',
        negative_prompt: 'text, easynegative',
      })
    await prompt().fill('something else')
    await page.getByRole('button', { name: 'Earlier prompts' }).click()
    await page.getByRole('combobox', { name: 'Earlier prompts' }).fill('door')
    await page.keyboard.press('Enter')
    await expect(prompt()).toHaveText('a red door, <lora:gouache:1.1>')
    // Keys are the prompt's again once the list has gone.
    await expect(prompt()).toBeFocused()
    await page.keyboard.press('Control+Z')
    await expect(prompt()).toHaveText('something else')
    await prompt('Negative prompt').fill('fog')
    await page.getByRole('button', { name: 'Earlier negative prompts' }).click()
    await page.getByRole('combobox', { name: 'Earlier negative prompts' }).fill('easy')
    await page.keyboard.press('Enter')
    await expect(prompt('Negative prompt')).toHaveText('text, easynegative')
  })
})
