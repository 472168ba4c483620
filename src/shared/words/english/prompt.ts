/** Writing prompts, in the form. */
export const prompt = {
  'prompt.completions': 'Completions',
  'prompt.completion.lora': 'LoRA',
  'prompt.completion.embedding': 'embedding',
  'prompt.completion.style': 'style',
  'prompt.completion.own-style': 'your style',
  'prompt.completion.earlier': 'used before',
  'prompt.completion.on': '{what} · on {on, number} of {of, number}',
  'prompt.weight': 'Weight {weight, number}',
  'prompt.unmatched':
    '{count, plural, one {One bracket has no partner: {brackets}} other {# brackets have no partner: {brackets}}}',

  'prompt.tokens': '{tokens, number}/{room, number}',
  'prompt.tokens.in-words':
    '{tokens, plural, one {# token} other {# tokens}} of {room, number}{chunks, plural, one {} other {, in # chunks}}',

  'prompt.drawn': 'As it will be drawn',
  'prompt.drawn.example': 'As it may be drawn: the seed is random',
  'prompt.drawn.list': 'Prompts of the first images',
  'prompt.drawn.image': 'Image {number, number}',

  'prompt.networks': 'LoRAs and embeddings',
  'prompt.networks.for-prompt': 'LoRAs and embeddings for the prompt',
  'prompt.networks.for-negative-prompt': 'LoRAs and embeddings for the negative prompt',
  'prompt.networks.kind': 'What to list',
  'prompt.networks.loras': 'LoRAs',
  'prompt.networks.embeddings': 'Embeddings',
  'prompt.networks.search': 'Search',
  'prompt.networks.none-loras': 'No machine lists a LoRA.',
  'prompt.networks.none-embeddings': 'No machine lists an embedding.',
  'prompt.networks.machines': 'On {names}',
  'prompt.networks.base': 'Trained on',
  'prompt.networks.weight': 'Weight',
  'prompt.networks.words': 'Words; the marked ones are inserted',
  'prompt.networks.negative': 'For the negative prompt',
  'prompt.networks.no-words': 'Its machines do not tell which words it was trained with.',
  'prompt.networks.insert': 'Insert',

  'prompt.earlier.prompt': 'Earlier prompts',
  'prompt.earlier.negative-prompt': 'Earlier negative prompts',
  'prompt.earlier.search': 'Search earlier prompts',
  'prompt.earlier.none': 'No earlier prompt has these words.',
  'prompt.earlier.empty': 'Prompts of your jobs will be listed here.',
} as const
