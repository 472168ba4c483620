import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEMO_MACHINES } from '../../src/main/simulator/demo-machines.ts'
import { Machines } from '../board/machines.ts'
import { launchApp } from '../runtime/launch.ts'
import { type Cost, Person } from './person.ts'
import {
  bestTwo,
  cancelHalfWay,
  castle,
  firstPicture,
  ownMachines,
  reroll,
  settingsBack,
  type Task,
  thirdFirst,
  whyUnused,
} from './tasks.ts'
import { letDayPass } from './yesterday.ts'

/**
 * Walks through what people come for, on the built app and machines at real speed, and prints what each task took:
 * `npm run walk`. The figures of docs/walk.md come from here. Takes about five minutes.
 */
const costs: (Cost & { readonly name: string })[] = []

async function go(person: Person, { name, prepare, walk }: Task): Promise<void> {
  await prepare?.(person)
  const cost = await person.measure(() => walk(person))
  costs.push({ name, ...cost })
  console.error(`${name}: ${cost.seconds.toFixed(1)} s`)
}

/** Starts the app in a folder of its own, walks, and leaves nothing behind. */
async function inApp(userData: string, walk: (person: Person) => Promise<void>): Promise<void> {
  const app = await launchApp({ userData, args: ['--demo-time-scale=1'] })
  try {
    await app.page.setViewportSize({ width: 1440, height: 900 })
    await walk(new Person(app.page))
  } finally {
    await app.close()
  }
}

const folder = await mkdtemp(join(tmpdir(), 'tributary-walk-'))
const machines = new Machines()
try {
  await inApp(join(folder, 'demo'), (person) => go(person, firstPicture))
  const own = join(folder, 'own')
  const trio = await Promise.all(DEMO_MACHINES.map((machine) => machines.start(machine)))
  const [slowest] = trio
  if (!slowest) throw new Error('The demo has no machines.')
  await inApp(own, async (person) => {
    for (const task of [ownMachines(trio), reroll, bestTwo]) await go(person, task)
  })
  letDayPass(own)
  await inApp(own, async (person) => {
    for (const task of [castle, settingsBack, thirdFirst, cancelHalfWay, whyUnused(slowest)])
      await go(person, task)
  })
} finally {
  await machines.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
console.log('| task | clicks | keys | seconds |\n| --- | ---: | ---: | ---: |')
for (const { name, clicks, keys, seconds } of costs)
  console.log(`| ${name} | ${clicks} | ${keys} | ${seconds.toFixed(1)} |`)
