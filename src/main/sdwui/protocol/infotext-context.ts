/** What an infotext says beside the order itself. */
export interface InfotextContext {
  readonly checkpoint: { readonly name: string; readonly hash: string } | null
  /** null: none or Automatic without one; `hash`: 10 digits */
  readonly vae: { readonly name: string; readonly hash: string } | null
  readonly clipSkip: number
  readonly randnSource: string
  /** the options face_restoration, face_restoration_model, tiling and eta_noise_seed_delta */
  readonly restoreFaces: boolean
  readonly faceRestorer: string
  readonly tiling: boolean
  readonly seedDelta: number
  readonly version: string
  /** "name [10 hex]" of a checkpoint by any of its names */
  shortTitle(checkpoint: string): string
  /** of the LoRAs of the order, 12 digits each */
  loraHash(name: string): string
}
