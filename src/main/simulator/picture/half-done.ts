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

/** Box blur along rows, then along columns, in place. */
function blur(pixels: Pixels, radius: number): void {
  const { width, height, rgb } = pixels
  const line = (start: number, step: number, count: number) => {
    const before = Float64Array.from({ length: count }, (_, index) => rgb[start + index * step] ?? 0)
    let sum = 0
    const at = (index: number) => before[Math.min(count - 1, Math.max(0, index))] ?? 0
    for (let index = -radius; index <= radius; index++) sum += at(index)
    for (let index = 0; index < count; index++) {
      rgb[start + index * step] = sum / (2 * radius + 1)
      sum += at(index + radius + 1) - at(index - radius)
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
