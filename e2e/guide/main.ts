/**
 * `npm run docs:screenshots`: takes the pictures of docs/guide.md of the built app. Everything in them is the real thing but the machines,
 * which are simulated. Where Electron or a display is missing, the app runs unseen on its stand-in.
 */
import { CHAPTERS } from './chapters.ts'
import { setStage } from './stage.ts'

const stage = await setStage()
try {
  for (const chapter of CHAPTERS) {
    console.log(chapter.name)
    await chapter(stage)
  }
} finally {
  await stage.end()
}
