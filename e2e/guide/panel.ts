import { setTimeout as delay } from 'node:timers/promises'
import type { Locator, Page } from 'playwright'
import type { JobView } from '../../src/shared/job.ts'
import { ask } from '../board/board-app.ts'

/** ms that anything on the way may take */
const PATIENCE_MS = 180_000
const LOOK_EVERY_MS = 100

/** Goes to a screen by the rail. */
export const goTo = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation').getByRole('button', { name, exact: true }).click()

export const isOver = ({ state }: JobView): boolean => ['finished', 'failed', 'cancelled'].includes(state)

export const sheet = (page: Page): Locator => page.getByRole('complementary').filter({ visible: true })

/** Waits until something about a job is so. Rejects after three minutes. */
export async function untilJob(
  page: Page,
  number: number,
  what: string,
  is: (job: JobView) => boolean,
): Promise<JobView> {
  return await until(`job ${number} ${what}`, async () => {
    const { jobs } = await ask(page, 'snapshot', {})
    const job = jobs.find((each) => each.number === number)
    return job && is(job) ? job : null
  })
}

/** Looks again and again until there is something. Rejects after three minutes. */
export async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const from = performance.now()
  while (performance.now() - from < PATIENCE_MS) {
    const found = await look()
    if (found !== null) return found
    await delay(LOOK_EVERY_MS)
  }
  throw new Error(`Waited three minutes in vain: ${what}.`)
}

// What the page has, for the function that runs in it.
interface Drawn {
  readonly complete: boolean
  getBoundingClientRect(): { readonly top: number }
}
declare const document: { readonly images: ArrayLike<Drawn> }
declare const innerHeight: number

/** Lets toasts go and pictures fade in, so that none of it is in the way. Rejects when pictures in sight are not read after 30 s. */
export async function settle(page: Page): Promise<void> {
  for (const close of await page.locator('[data-sonner-toast] [data-close-button]').all())
    await close.click({ timeout: 2_000 }).catch(() => {
      // It went by itself.
    })
  await page.mouse.move(2, 2)
  await delay(600)
  // The last thing: on a busy machine another picture has arrived by then.
  await page.waitForFunction(() =>
    Array.from(document.images).every(
      (image) => image.complete || image.getBoundingClientRect().top > innerHeight,
    ),
  )
}
