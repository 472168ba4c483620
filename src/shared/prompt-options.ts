/**
 * What a line of sdwui's script "Prompts from file or textbox" may say besides its prompt (`prompt_tags` in prompts_from_file.py). The
 * script reads a line as options as soon as it has `--` in it, and as a prompt where one of them is unknown.
 */
const OPTIONS = [
  ...[
    'prompt',
    'negative_prompt',
    'prompt_for_display',
    'styles',
    'sd_model',
    'sampler_index',
    'sampler_name',
  ],
  ...[
    'seed',
    'subseed',
    'subseed_strength',
    'seed_resize_from_h',
    'seed_resize_from_w',
    'steps',
    'cfg_scale',
  ],
  ...['width', 'height', 'batch_size', 'n_iter', 'restore_faces', 'tiling', 'do_not_save_samples'],
  ...['do_not_save_grid', 'outpath_samples', 'outpath_grids'],
]
const OPTION = new RegExp(`(?:^|\\s)(--(?:${OPTIONS.join('|')}))(?=\\s|$)`)

/** The first option of that script in a line, as it is written there; null: it is a prompt and nothing else. */
export const scriptOptionIn = (line: string): string | null => OPTION.exec(line)?.[1] ?? null
