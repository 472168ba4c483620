/** What a server has of ControlNet. */
export interface ControlNetLists {
  /** with or without ` [hash]` behind them, as GET /controlnet/model_list tells them */
  readonly models: readonly string[]
  /** preprocessors */
  readonly modules: readonly string[]
}

/** As after the usual models were put into its folder. */
export const CONTROLNET_LISTS: ControlNetLists = {
  models: [
    'control_v11f1p_sd15_depth [cfd03158]',
    'control_v11p_sd15_canny [d14c016b]',
    'control_v11p_sd15_openpose [cab727d4]',
  ],
  modules: ['none', 'canny', 'depth_midas', 'openpose', 'openpose_full', 'tile_resample', 'invert'],
}

const bare = (model: string) => model.replace(/\s*\[[^\]]*\]$/, '').toLowerCase()

/** The model a request means: the name with its hash, or without. */
export const controlModelOf = (models: readonly string[], wanted: string): string | undefined =>
  models.find((model) => model.toLowerCase() === wanted.toLowerCase()) ??
  models.find((model) => bare(model) === bare(wanted))
