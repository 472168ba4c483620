/** Writing prompts, in the form. */
export const prompt = {
  'prompt.completions': 'Completions',
  'prompt.completion.lora': 'LoRA',
  'prompt.completion.style': 'style',
  'prompt.completion.own-style': 'your style',
  'prompt.completion.earlier': 'used before',
  'prompt.completion.on': '{what} · on {on, number} of {of, number}',
  'prompt.weight': 'Weight {weight, number}',
  'prompt.unmatched':
    '{count, plural, one {One bracket has no partner: {brackets}} other {# brackets have no partner: {brackets}}}',
} as const
