/** Settings of servers that are compared. */
export const consistency = {
  'consistency.noise': 'Noise source (randn_source)',
  'consistency.clip-skip': 'Clip skip (CLIP_stop_at_last_layers)',
  'consistency.vae': 'VAE (sd_vae)',
  'consistency.seed-delta': 'Seed delta of noise (eta_noise_seed_delta)',
  'consistency.option': 'Option {key}',
  'consistency.loaded': 'Checkpoint in memory',
  'consistency.checkpoint': 'Checkpoint {name}: files of other content',
} as const
