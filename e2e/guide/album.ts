import { mkdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Locator, Page } from 'playwright'
import sharp from 'sharp'

const FOLDER = resolve(import.meta.dirname, '..', '..', 'docs', 'images')
/** Of one picture: the guide is read on slow lines, too. */
const MOST_BYTES = 250_000
/** Up to this size a picture is kept in true colours. */
const FEW_BYTES = 120_000
/** 0..1: with less, skies of pictures have steps; with more, their dark parts have speckles */
const DITHER = 0.6
/** px */
const WINDOW = { width: 1440, height: 900 } as const

/** A part of the window, px. */
export interface Part {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The pictures of docs/guide.md: taken of the running app, written to docs/images. */
export class Album {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Puts the window into the size that all pictures are made in. */
  async prepare(): Promise<void> {
    await mkdir(FOLDER, { recursive: true })
    await this.#page.setViewportSize(WINDOW)
  }

  /** Takes the window, or a part of it. Rejects when the picture would be too large for the guide. */
  async take(name: string, part?: Part): Promise<void> {
    const shot = await this.#page.screenshot({ animations: 'disabled', ...(part ? { clip: part } : {}) })
    const file = join(FOLDER, `${name}.png`)
    // In true colours where that is small; a page full of pictures gets a palette.
    await sharp(shot).png({ compressionLevel: 9, adaptiveFiltering: true }).toFile(file)
    if ((await stat(file)).size > FEW_BYTES)
      await sharp(shot).png({ palette: true, quality: 100, dither: DITHER, effort: 10 }).toFile(file)
    const { size } = await stat(file)
    console.log(`${name}.png  ${Math.round(size / 1000)} kB`)
    if (size > MOST_BYTES) throw new Error(`${file} has ${size} bytes, ${MOST_BYTES} are the most.`)
  }

  /** Takes one thing on the page with some room around it. */
  async takeThing(name: string, thing: Locator, room = 0): Promise<void> {
    const box = await thing.boundingBox()
    if (!box) throw new Error(`${thing} is not in sight.`)
    const [x, y] = [Math.max(0, box.x - room), Math.max(0, box.y - room)]
    await this.take(name, {
      x,
      y,
      width: Math.min(WINDOW.width, box.x + box.width + room) - x,
      height: Math.min(WINDOW.height, box.y + box.height + room) - y,
    })
  }
}
