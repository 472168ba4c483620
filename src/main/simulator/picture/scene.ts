/** 0..255 each */
export type Rgb = readonly [number, number, number]

/** One ridge line: a sum of waves over x (in picture heights), all lengths relative to the picture's height. */
interface Ridge {
  readonly base: number
  readonly waves: readonly {
    readonly amplitude: number
    readonly frequency: number
    readonly phase: number
  }[]
  readonly colour: Rgb
  /** what its foot fades to */
  readonly mist: Rgb
}

/** A landscape, independent of the size it is painted at. */
export interface Scene {
  readonly skyTop: Rgb
  readonly skyLow: Rgb
  readonly sun: { readonly x: number; readonly y: number; readonly radius: number; readonly glow: number }
  readonly sunColour: Rgb
  /** farthest first */
  readonly ridges: readonly Ridge[]
}

/** What a picture is drawn from; the same values give the same scene on every machine. */
export interface SceneSource {
  readonly prompt: string
  readonly seed: number
  readonly subseed: number
  /** 0: the subseed plays no part */
  readonly subseedStrength: number
  /** 1, the default: all layers of the text encoder; more moves the landscape a little */
  readonly clipSkip?: number
  /** name of the VAE that decodes; null, the default: the checkpoint's own. Another one shifts the colours a little */
  readonly vae?: string | null
}

interface Palette {
  readonly skyTop: Rgb
  readonly skyLow: Rgb
  readonly sun: Rgb
  readonly far: Rgb
  readonly near: Rgb
}

const PALETTES: readonly Palette[] = [
  {
    skyTop: [88, 66, 130],
    skyLow: [196, 226, 128],
    sun: [255, 248, 214],
    far: [124, 88, 160],
    near: [24, 26, 76],
  },
  {
    skyTop: [34, 62, 104],
    skyLow: [236, 198, 112],
    sun: [255, 246, 210],
    far: [92, 108, 160],
    near: [14, 58, 46],
  },
  {
    skyTop: [128, 92, 40],
    skyLow: [170, 164, 214],
    sun: [255, 244, 214],
    far: [154, 146, 88],
    near: [66, 14, 18],
  },
  {
    skyTop: [140, 74, 46],
    skyLow: [120, 164, 214],
    sun: [255, 238, 204],
    far: [160, 124, 82],
    near: [62, 14, 32],
  },
  {
    skyTop: [82, 90, 34],
    skyLow: [204, 150, 214],
    sun: [255, 246, 226],
    far: [134, 160, 90],
    near: [62, 56, 14],
  },
  {
    skyTop: [26, 36, 82],
    skyLow: [242, 150, 118],
    sun: [255, 232, 190],
    far: [128, 96, 142],
    near: [20, 20, 52],
  },
  {
    skyTop: [60, 112, 148],
    skyLow: [246, 214, 188],
    sun: [255, 250, 232],
    far: [134, 162, 178],
    near: [22, 52, 70],
  },
  {
    skyTop: [72, 40, 92],
    skyLow: [250, 168, 132],
    sun: [255, 240, 200],
    far: [170, 102, 122],
    near: [44, 16, 48],
  },
  {
    skyTop: [24, 70, 84],
    skyLow: [206, 226, 170],
    sun: [252, 255, 226],
    far: [96, 146, 136],
    near: [10, 40, 52],
  },
  {
    skyTop: [38, 34, 60],
    skyLow: [146, 130, 190],
    sun: [240, 236, 255],
    far: [98, 92, 138],
    near: [16, 14, 34],
  },
]

const NUMBERS = 64
const MOST_RIDGES = 6
/** How far another clip skip moves the landscape, 0..1. */
const CLIP_SKIP_SHARE = 0.12
/** How far another VAE turns the colours, of 255. */
const VAE_TURN = 6

/** The landscape of a prompt and a seed. With a variation strength it lies between that of the seed and that of the subseed. */
export function sceneOf(source: SceneSource): Scene {
  const own = numbersOf(source.prompt, source.seed)
  const varied =
    source.subseedStrength === 0
      ? own
      : blend(own, numbersOf(source.prompt, source.subseed), Math.min(1, Math.max(0, source.subseedStrength)))
  const { clipSkip = 1, vae = null } = source
  const numbers =
    clipSkip <= 1
      ? varied
      : blend(varied, numbersOf(`${source.prompt}\u0000clip skip`, clipSkip), CLIP_SKIP_SHARE)
  let at = 0
  const next = () => numbers[at++] ?? 0.5
  const within = (low: number, high: number) => low + (high - low) * next()

  // The palette stays that of the seed: settings change a picture, they do not make another one.
  const palette = PALETTES[Math.floor((varied[0] ?? 0) * PALETTES.length)] ?? (PALETTES[0] as Palette)
  next()
  const turn = within(-14, 14) + (vae === null ? 0 : VAE_TURN * (randomFrom(vae)() < 0.5 ? -1 : 1))
  const tint = (colour: Rgb): Rgb => [
    clamp(colour[0] + turn),
    clamp(colour[1] + turn * 0.3),
    clamp(colour[2] - turn),
  ]
  const skyTop = tint(palette.skyTop)
  const skyLow = tint(palette.skyLow)
  const horizon = within(0.34, 0.46)
  const sun = {
    x: within(0.12, 0.88),
    y: horizon * within(0.3, 1.05),
    radius: within(0.05, 0.1),
    glow: within(0.2, 0.36),
  }
  const count = 4 + Math.floor(next() * (MOST_RIDGES - 3))
  const lowest = within(0.84, 0.92)
  const ridges = Array.from({ length: count }, (_, index): Ridge => {
    const depth = count === 1 ? 1 : index / (count - 1)
    const colour = mix(tint(palette.far), tint(palette.near), depth)
    return {
      base: horizon + (lowest - horizon) * depth ** 0.9,
      waves: [
        {
          amplitude: within(0.03, 0.07) * (1 - depth * 0.45),
          frequency: within(2, 4.2),
          phase: within(0, 6.283),
        },
        { amplitude: within(0.014, 0.036), frequency: within(7, 13), phase: within(0, 6.283) },
        { amplitude: within(0.005, 0.014), frequency: within(17, 31), phase: within(0, 6.283) },
      ],
      colour,
      mist: mix(colour, skyLow, 0.26 * (1 - depth) + 0.05),
    }
  })
  return { skyTop, skyLow, sun, sunColour: tint(palette.sun), ridges }
}

export const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
]

const clamp = (value: number) => Math.min(255, Math.max(0, value))
const blend = (from: readonly number[], to: readonly number[], share: number) =>
  from.map((value, index) => value + ((to[index] ?? value) - value) * share)

function numbersOf(prompt: string, seed: number): number[] {
  const random = randomFrom(`${prompt}\u0000${seed}`)
  return Array.from({ length: NUMBERS }, random)
}

/** Numbers in [0, 1) that follow from a text alone: FNV-1a into mulberry32. */
export function randomFrom(text: string): () => number {
  let state = 0x811c9dc5
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
