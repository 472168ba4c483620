import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addServer, openApp, picturesOf, requestOf, within } from './open-app.ts'
import { blanksInfotext, jpegWithXmp, plainPng, pngWithText } from './pictures.ts'
import { startProbe } from './probe.ts'
import type { Found, Task } from './task.ts'

const FILES: Readonly<Record<string, () => Promise<{ name: string; bytes: Buffer }>>> = {
  'start-xmp': async () => ({ name: 'hostile.jpg', bytes: await jpegWithXmp(16 << 20) }),
  'start-blanks': async () => ({
    name: 'hostile.png',
    bytes: pngWithText(await plainPng(), blanksInfotext(300_000)),
  }),
}
const RECOVERY_MS = 60_000
/** A start that takes longer makes people wait for the window. */
const LATE_MS = 1_000

/** An app that opens on a folder with a hostile file in it, and a job that was left unfinished. */
export async function runStart(task: Task): Promise<Found> {
  await leaveUnfinished(task)
  const file = await FILES[task.case]?.()
  await mkdir(picturesOf(task.folder), { recursive: true })
  if (file !== undefined) await writeFile(join(picturesOf(task.folder), file.name), file.bytes)

  const probed = startProbe()
  const began = performance.now()
  const app = await openApp(task.folder)
  const openedMs = performance.now() - began
  await app.start()
  const recovered = await within(
    app.recovered().then(() => true),
    RECOVERY_MS,
  )
  const recoveredMs = performance.now() - began
  const measured = probed()
  const offered = app.dispatcher.jobs().length
  await app.stop()
  return {
    ...measured,
    outcome: `open after ${openedMs.toFixed(0)} ms, files looked at after ${recoveredMs.toFixed(0)} ms, ${offered} unfinished job on offer`,
    complaints: [
      ...(openedMs > LATE_MS ? [`the window waits ${openedMs.toFixed(0)} ms`] : []),
      ...(recovered === null ? ['the look at the folder does not end'] : []),
      ...(offered === 1 ? [] : ['the unfinished job is not on offer']),
    ],
  }
}

/** A run that ends in the middle of a job. */
async function leaveUnfinished(task: Task): Promise<void> {
  const app = await openApp(task.folder)
  await app.start({ resume: false })
  await addServer(app, 'good', task.good)
  await app.handlers.submitJob({ request: requestOf(200) })
  await app.stop()
}
