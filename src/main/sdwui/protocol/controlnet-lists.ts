/** A slider of a preprocessor as `module_detail` of GET /controlnet/module_list tells it. */
interface ServedSlider {
  readonly name: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number
}

/** What a server has of ControlNet. */
export interface ControlNetLists {
  /** with or without ` [hash]` behind them, as GET /controlnet/model_list tells them */
  readonly models: readonly string[]
  /** preprocessors */
  readonly modules: readonly string[]
  /** of preprocessors that have any: that of the resolution first, null where there is none */
  readonly sliders?: Readonly<Record<string, readonly (ServedSlider | null)[]>>
}

const RESOLUTION: ServedSlider = { name: 'Preprocessor Resolution', value: 512, min: 64, max: 2048 }

/** As after the usual models were put into its folder. */
export const CONTROLNET_LISTS: ControlNetLists = {
  models: [
    'control_v11f1p_sd15_depth [cfd03158]',
    'control_v11p_sd15_canny [d14c016b]',
    'control_v11p_sd15_openpose [cab727d4]',
  ],
  modules: ['none', 'canny', 'depth_midas', 'openpose', 'openpose_full', 'tile_resample', 'invert'],
  sliders: {
    canny: [
      RESOLUTION,
      { name: 'Canny Low Threshold', value: 100, min: 1, max: 255 },
      { name: 'Canny High Threshold', value: 200, min: 1, max: 255 },
    ],
    depth_midas: [RESOLUTION],
    openpose: [RESOLUTION],
    openpose_full: [RESOLUTION],
    tile_resample: [null, { name: 'Down Sampling Rate', value: 1, min: 1, max: 8, step: 0.01 }],
  },
}

const bare = (model: string) => model.replace(/\s*\[[^\]]*\]$/, '').toLowerCase()

/** The model a request means: the name with its hash, or without. */
export const controlModelOf = (models: readonly string[], wanted: string): string | undefined =>
  models.find((model) => model.toLowerCase() === wanted.toLowerCase()) ??
  models.find((model) => bare(model) === bare(wanted))
