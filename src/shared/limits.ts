/** Bounds of what a request may ask; the form, the command line and the main process share them. */
export const LIMITS = {
  /** images per job */
  images: { min: 1, max: 10_000 },
  /** px per side */
  side: { min: 64, max: 4096, step: 8 },
  /** px per side of a picture that is made larger */
  largerSide: { min: 1, max: 16_384 },
  steps: { min: 1, max: 150 },
  cfgScale: { min: 1, max: 30 },
  /** sdwui draws -1 as 0..4294967293; any 32-bit value is accepted */
  seed: { min: -1, max: 4_294_967_295 },
  /** s, of a job that makes as many images as fit into a time */
  duration: { min: 1, max: 7 * 86_400 },
  promptCharacters: 100_000,
  /** px per side of a picture that requests refer to; its area is bounded apart */
  inputSide: 65_536,
  /** px of a picture that requests refer to */
  inputPixels: 100_000_000,
  /** bytes of a file or a text with such a picture */
  inputBytes: 64 * 1024 * 1024,
  /** of one request */
  styles: 100,
  /** a person's own */
  ownStyles: 500,
  presets: 200,
  /** forms beside each other */
  drafts: 12,
  styleCharacters: 20_000,
  nameCharacters: 80,
  workers: 200,
  /** of a text or file that is to be imported */
  importCharacters: 1_000_000,
  /** of a file of settings, presets among them; one call of the panel takes it */
  settingsCharacters: 1_800_000,
} as const
