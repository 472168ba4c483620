import { type Pixels, paint } from './paint.ts'
import { randomFrom, type Scene } from './scene.ts'

/**
 * An early state of a picture: blurred and noisy at first, the picture itself at the end. `fraction` 0..1 of the steps done; `width`
 * and `height` in px. Cheap: painted at most 128 px wide and stretched.
 */
export function paintHalfDone(
  scene: Scene,
  width: number,
  height: number,
  fraction: number,
  salt: string,
): Pixels {
  const scale = Math.min(1, 128 / Math.max(width, height))
  const small = paint(scene, Math.max(8, Math.round(width * scale)), Math.max(8, Math.round(height * scale)))
  const left = 1 - Math.min(1, Math.max(0, fraction))
  const radius = Math.round(left * 10)
  if (radius > 0) for (let pass = 0; pass < 2; pass++) blur(small, radius)
  fadeAndGrain(small, left, randomFrom(salt))
  return small.width === width && small.height === height ? small : stretch(small, width, height)
}

/** Towards the grey of pure noise, with grain. */
function fadeAndGrain(pixels: Pixels, left: number, random: () => number): void {
  const { rgb } = pixels
  const grain = 46 * left
  for (let at = 0; at < rgb.length; at++) {
    const value = (rgb[at] ?? 0) * (1 - 0.45 * left) + 104 * 0.45 * left + (random() - 0.5) * grain
    rgb[at] = Math.min(255, Math.max(0, value))
  }
}

/** Box blur along rows, then along columns, in place. `radius` in px, at least 1. */
function blur(pixels: Pixels, radius: number): void {
  const { width, height, rgb } = pixels
  const span = 2 * radius + 1
  /** a line as it was, with its ends repeated as far as the box reaches beyond them */
  const before = new Uint8Array(Math.max(width, height) + span)
  const line = (start: number, step: number, count: number) => {
    for (let index = 0, at = start; index < count; index++, at += step) before[radius + index] = rgb[at] ?? 0
    before.fill(before[radius] ?? 0, 0, radius)
    before.fill(before[radius + count - 1] ?? 0, radius + count, count + span)
    let sum = 0
    for (let index = 0; index < span; index++) sum += before[index] ?? 0
    for (let index = 0, at = start; index < count; index++, at += step) {
      rgb[at] = sum / span
      sum += (before[index + span] ?? 0) - (before[index] ?? 0)
    }
  }
  for (let channel = 0; channel < 3; channel++) {
    for (let y = 0; y < height; y++) line(y * width * 3 + channel, 3, width)
    for (let x = 0; x < width; x++) line(x * 3 + channel, width * 3, height)
  }
}

/** Nearest neighbour: what an approximate decode of the latents looks like. */
function stretch(small: Pixels, width: number, height: number): Pixels {
  const rgb = Buffer.allocUnsafe(width * height * 3)
  let to = 0
  for (let y = 0; y < height; y++) {
    const row = Math.min(small.height - 1, Math.floor((y * small.height) / height)) * small.width
    for (let x = 0; x < width; x++) {
      const from = (row + Math.min(small.width - 1, Math.floor((x * small.width) / width))) * 3
      rgb[to++] = small.rgb[from] ?? 0
      rgb[to++] = small.rgb[from + 1] ?? 0
      rgb[to++] = small.rgb[from + 2] ?? 0
    }
  }
  return { width, height, rgb }
}
