/** One row of GET /sdapi/v1/samplers. */
export interface SamplerRow {
  readonly name: string
  readonly aliases: readonly string[]
  readonly options: Readonly<Record<string, string>>
}

/** One row of GET /sdapi/v1/schedulers. */
export interface SchedulerRow {
  readonly name: string
  readonly label: string
  readonly aliases: readonly string[] | null
  /** -1: it has none */
  readonly default_rho: number
  readonly need_inner_model: boolean
}

/** An upscaler, and how much it enlarges. */
export interface UpscalerRow {
  readonly name: string
  readonly scale: number
}

/** A row of GET /samplers of little content. */
export const samplerRow = (
  name: string,
  aliases: string | readonly string[],
  options: Record<string, string> = {},
): SamplerRow => ({ name, aliases: typeof aliases === 'string' ? [aliases] : aliases, options })

/** A row of GET /schedulers of little content. */
export const schedulerRow = (
  name: string,
  label: string,
  more: Partial<Omit<SchedulerRow, 'name' | 'label'>> = {},
): SchedulerRow => ({ name, label, aliases: null, default_rho: -1, need_inner_model: false, ...more })
