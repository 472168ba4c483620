import type { JSHandle, Locator, Page } from 'playwright/test'

/** What a drag from elsewhere, or the clipboard, brings along. */
export interface Brought {
  readonly file?: { readonly name: string; readonly text: string }
  readonly uriList?: string
  readonly plain?: string
}

/** Drags something from elsewhere above the board; it is still held afterwards. */
export async function hover(page: Page, brought: Brought): Promise<() => Promise<void>> {
  const target = boardOf(page)
  const dataTransfer = await dataTransferOf(page, brought)
  for (const event of ['dragenter', 'dragover']) await target.dispatchEvent(event, { dataTransfer })
  return () => target.dispatchEvent('drop', { dataTransfer })
}

/** Drags something from elsewhere above the board and drops it. */
export async function drop(page: Page, brought: Brought): Promise<void> {
  const letGo = await hover(page, brought)
  await letGo()
}

/** Puts a text into the clipboard and presses the keys that paste it. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
  await page.keyboard.press('ControlOrMeta+V')
}

/** A lane, or what stands in the place of the lanes while there is no machine. */
const boardOf = (page: Page): Locator =>
  page
    .getByRole('region', { name: 'Reserve', exact: true })
    .or(page.getByRole('heading', { name: 'No machines yet' }))

function dataTransferOf(page: Page, { file, uriList, plain }: Brought): Promise<JSHandle> {
  const lines = [
    'const data = new DataTransfer()',
    ...(file
      ? [`data.items.add(new File([${JSON.stringify(file.text)}], ${JSON.stringify(file.name)}))`]
      : []),
    ...(uriList === undefined ? [] : [`data.setData('text/uri-list', ${JSON.stringify(uriList)})`]),
    ...(plain === undefined ? [] : [`data.setData('text/plain', ${JSON.stringify(plain)})`]),
  ]
  return page.evaluateHandle(`(() => { ${lines.join(';\n')}; return data })()`)
}
