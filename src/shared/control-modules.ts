import { z } from 'zod'

/** A number of a preprocessor, as a server describes it. */
export const ModuleSlider = z.object({
  label: z.string(),
  min: z.number(),
  max: z.number(),
  step: z.number().positive(),
  /** what the server takes where nothing is sent */
  usual: z.number(),
})
export type ModuleSlider = z.infer<typeof ModuleSlider>

/** What one of the two numbers of a preprocessor means. */
export interface Threshold extends Omit<ModuleSlider, 'label'> {
  /** part of a message key, or what the server calls it */
  readonly about: ThresholdMeaning | { readonly label: string }
}

type ThresholdMeaning =
  | 'low'
  | 'high'
  | 'value'
  | 'distance'
  | 'near'
  | 'far'
  | 'strength'
  | 'scale'
  | 'blur'
  | 'fidelity'

/** Sliders of ControlNet's preprocessors beside the resolution, by how their names begin (processor.py of sd-webui-controlnet). */
const THRESHOLDS: readonly (readonly [begin: string, a: Threshold, b?: Threshold])[] = [
  [
    'canny',
    { about: 'low', min: 1, max: 255, step: 1, usual: 100 },
    { about: 'high', min: 1, max: 255, step: 1, usual: 200 },
  ],
  [
    'mlsd',
    { about: 'value', min: 0.01, max: 2, step: 0.01, usual: 0.1 },
    { about: 'distance', min: 0.01, max: 20, step: 0.01, usual: 0.1 },
  ],
  [
    'depth_leres',
    { about: 'near', min: 0, max: 100, step: 0.1, usual: 0 },
    { about: 'far', min: 0, max: 100, step: 0.1, usual: 0 },
  ],
  ['scribble_xdog', { about: 'strength', min: 1, max: 64, step: 1, usual: 32 }],
  ['softedge_xdog', { about: 'strength', min: 1, max: 64, step: 1, usual: 32 }],
  ['threshold', { about: 'value', min: 0, max: 255, step: 1, usual: 127 }],
  ['tile_resample', { about: 'scale', min: 1, max: 8, step: 0.01, usual: 1 }],
  ['blur_gaussian', { about: 'blur', min: 0.01, max: 64, step: 0.01, usual: 9 }],
  ['reference_', { about: 'fidelity', min: 0, max: 1, step: 0.01, usual: 0.5 }],
]

/**
 * What the two numbers of a preprocessor mean; none: it has none, or nobody knows it. `told`: what machines say of them, whose ranges count;
 * null: they say nothing.
 */
export function thresholdsOf(
  module: string,
  told: readonly ModuleSlider[] | null = null,
): { readonly a?: Threshold; readonly b?: Threshold } {
  const name = module.toLowerCase()
  const [, ...known] = THRESHOLDS.find(([begin]) => name.startsWith(begin)) ?? ['']
  const [a, b] =
    told === null
      ? known
      : told.map(
          ({ label, ...range }, place): Threshold => ({ ...range, about: known[place]?.about ?? { label } }),
        )
  return { ...(a ? { a } : {}), ...(b ? { b } : {}) }
}

/** Whether it makes something else of the picture: 'none' does not. */
export const detects = (module: string): boolean => !/^none$/i.test(module.trim())

/** The model among those offered that goes with a preprocessor, by its name; null: none that shows it does. */
export function modelFor(module: string, models: readonly string[]): string | null {
  if (!detects(module)) return null
  const [kind = ''] = module.toLowerCase().split(/[_\s]/)
  if (kind.length < 3) return null
  return models.find((model) => model.toLowerCase().includes(kind)) ?? null
}
