import type { Locator, Page } from 'playwright'
import type { SimulatedWorker } from '../../src/main/simulator/simulated-worker.ts'
import type { JobView } from '../../src/shared/job.ts'
import { ask } from '../board/board-app.ts'
import { rail } from '../board/board-page.ts'
import type { Person } from './person.ts'

/** A task: what is there before it, which nobody counts, and what a person does. */
export interface Task {
  readonly name: string
  readonly prepare?: (person: Person) => Promise<void>
  readonly walk: (person: Person) => Promise<void>
}

const field = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true })
const stored = (page: Page): Locator => page.locator('li[data-state="stored"] img')
const sheet = (page: Page): Locator => page.getByRole('complementary').filter({ visible: true })

const jobs = async ({ page }: Person): Promise<readonly JobView[]> => (await ask(page, 'snapshot', {})).jobs
const isOpen = ({ finishedAt }: JobView) => finishedAt === null
const allDone = (person: Person) =>
  person.until('all jobs are over', async () => !(await jobs(person)).some(isOpen))
const newest = async (person: Person) =>
  (await jobs(person)).toSorted((one, other) => other.number - one.number)[0]

/** Starts jobs of other pictures, so many images each. */
async function start(person: Person, images: readonly number[]): Promise<void> {
  const { settings } = await ask(person.page, 'snapshot', {})
  for (const count of images)
    await ask(person.page, 'submitJob', {
      request: { ...settings.form, prompt: 'a harbour in fog', images: count, seed: -1 },
    })
}

/** From the welcome screen of the demo to its first picture. */
export const firstPicture: Task = {
  name: 'Start to first picture, demo',
  walk: async (person) => {
    const { page } = person
    await person.click(page.getByRole('button', { name: /Try the simulated fleet/ }))
    await person.see(field(page, 'Prompt'))
    await person.until('the prompt has the focus', () => hasFocus(field(page, 'Prompt')))
    await person.press('Control+A')
    await person.type('a lighthouse at dusk')
    await person.press('Control+Enter')
    await person.see(stored(page))
  },
}

/** From the addresses of three machines to their first picture. */
export const ownMachines = (machines: readonly SimulatedWorker[]): Task => ({
  name: 'Three own machines to first picture',
  prepare: (person) => person.see(person.page.getByRole('button', { name: /Add my machines/ })),
  walk: async (person) => {
    const { page } = person
    await person.click(page.getByRole('button', { name: /Add my machines/ }))
    for (const [at, { url }] of machines.entries()) {
      if (at > 0) await person.click(page.getByRole('button', { name: 'Add machine' }).first())
      const address = sheet(page).getByLabel('Address', { exact: true })
      await person.until('the address has the focus', () => hasFocus(address))
      await person.type(url.replace('http://', ''))
      await person.see(sheet(page).getByText(/round trip/))
      await person.press('Enter')
      await sheet(page).waitFor({ state: 'hidden' })
    }
    await person.press('Control+1')
    await person.until('the prompt has the focus', () => hasFocus(field(page, 'Prompt')))
    await person.press('Control+A')
    await person.type('a castle')
    await person.press('Control+Enter')
    await person.see(stored(page))
  },
})

const hasFocus = async (what: Locator): Promise<boolean> =>
  (await what.and(what.page().locator(':focus')).count()) === 1

export const reroll: Task = {
  name: 'Re-roll',
  prepare: allDone,
  walk: async (person) => {
    const before = (await newest(person))?.number ?? 0
    await person.press('Control+Enter')
    await person.until('a picture of the new job', async () => {
      const job = await newest(person)
      return job !== undefined && job.number > before && job.stored > 0
    })
    await person.see(stored(person.page))
  },
}

export const bestTwo: Task = {
  name: 'Best two of 24',
  prepare: async (person) => {
    await allDone(person)
    await start(person, [24])
    await allDone(person)
    await person.see(stored(person.page).nth(3))
  },
  walk: async (person) => {
    const tiles = person.page.locator('li[data-state="stored"] [data-place]')
    await person.click(tiles.nth(1), 'Control')
    await person.click(tiles.nth(3), 'Control')
    await person.press('f')
    await person.until('two favourites', async () => {
      const { total } = await ask(person.page, 'listImages', { query: { favourite: true, limit: 2 } })
      return total === 2
    })
  },
}

export const castle: Task = {
  name: "Yesterday's castle",
  prepare: (person) => person.see(field(person.page, 'Prompt')),
  walk: async (person) => {
    const { page } = person
    await person.press('Control+3')
    await person.click(page.getByLabel('Search prompts'))
    await person.type('castle')
    await person.click(page.getByRole('button', { name: 'Date' }))
    await person.click(page.getByRole('menuitemcheckbox', { name: 'Yesterday' }))
    const tiles = page.locator('[data-image] [data-place]')
    const others = page.getByRole('button', { name: /of job 3,/ })
    await person.until('castles only', async () => (await tiles.count()) > 0 && (await others.count()) === 0)
    await person.click(tiles.first())
    await person.see(sheet(page).getByText('a castle'))
  },
}

export const settingsBack: Task = {
  name: 'Settings back into the form',
  walk: async (person) => {
    const { page } = person
    await person.click(page.getByRole('button', { name: 'Use settings', exact: true }))
    await person.until('the prompt is there', async () => {
      const prompt = field(page, 'Prompt')
      return (await prompt.count()) === 1 && (await prompt.textContent()) === 'a castle'
    })
    await person.click(page.getByRole('button', { name: 'Random seed' }).last())
  },
}

export const thirdFirst: Task = {
  name: 'Third job first',
  prepare: async (person) => {
    await allDone(person)
    await start(person, [60, 4, 5])
  },
  walk: async (person) => {
    const { page } = person
    const open = (await jobs(person)).filter(isOpen).map(({ number }) => number)
    const third = Math.max(...open)
    await person.press('Control+4')
    await page.getByRole('article', { name: `Job ${third}`, exact: true }).waitFor()
    await person.click(page.getByRole('button', { name: `Move job ${third}`, exact: true }))
    await person.press('Alt+ArrowUp')
    await person.press('Alt+ArrowUp')
    await person.until('it stands first', async () => (await jobs(person)).find(isOpen)?.number === third)
  },
}

export const cancelHalfWay: Task = {
  name: 'Cancel half-way',
  prepare: async (person) => {
    await person.click(rail(person.page, 'Generate'))
    await person.until('a job is half-way', async () =>
      (await jobs(person)).some((job) => isOpen(job) && job.stored > 0),
    )
  },
  walk: async (person) => {
    const { page } = person
    const before = (await jobs(person)).filter(isOpen).length
    await person.click(page.getByRole('main').getByRole('button', { name: 'Cancel', exact: true }).first())
    const sure = page.getByRole('button', { name: 'Cancel job', exact: true })
    if (await sure.isVisible()) await person.click(sure)
    await person.until('it is over', async () => (await jobs(person)).filter(isOpen).length < before)
  },
}

/** Why a machine that has stopped answering is left out. */
export const whyUnused = (stopped: SimulatedWorker): Task => ({
  name: 'Why a machine is not used',
  prepare: async (person) => {
    const { page } = person
    for (const { id } of (await jobs(person)).filter(isOpen)) await ask(page, 'cancelJob', { jobId: id })
    await allDone(person)
    await stopped.stop()
    await person.click(rail(page, 'Generate'))
    await person.see(page.getByRole('button', { name: /^without/ }))
  },
  walk: async (person) => {
    const { page } = person
    await person.click(page.getByRole('button', { name: /^without/ }))
    await person.see(page.getByRole('dialog').getByText(/refused|not answer|reached/i))
  },
})
