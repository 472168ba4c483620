/** What fields of the form are for: a sentence or two, shown on hover and focus. */
export const help = {
  'help.prompt':
    'What the picture should show. A list completes what you type; Ctrl+Up and Ctrl+Down make a word count more or less.',
  'help.negative-prompt': 'What the picture should not show.',
  'help.checkpoint': 'The model that makes the pictures. Machines that lack it are left out.',
  'help.sampler': 'How a picture is worked out of noise. Samplers differ in speed and in their details.',
  'help.schedule': 'How the noise is spread over the steps. Automatic is what the sampler goes best with.',
  'help.steps':
    'In how many steps a picture is made. More take longer and, beyond some point, change little.',
  'help.cfg':
    'How closely the prompt is followed. Low leaves the model free; high makes colours and edges hard.',
  'help.size': 'Width and height in px, in steps of 8. Models do best near the size they were trained with.',
  'help.seed': 'Where the noise begins. The same seed and settings make the same picture; empty is random.',
  'help.images': 'How many images all machines make together.',
  'help.step-scaling':
    'A machine too slow for a whole bonus image makes one with fewer steps, which looks a little different.',

  'help.hires.size': 'By a factor, or to a width and height of its own.',
  'help.hires.scale': 'By how much both sides become longer in the second pass.',
  'help.hires.checkpoint': 'Another model for the second pass; machines load it in between.',
  'help.hires.sampler': 'Another sampler for the second pass.',
  'help.hires.scheduler': 'Another schedule for the second pass.',
  'help.hires.prompt': 'Another prompt for the second pass. Empty: the one above.',
  'help.hires.negative-prompt': 'Another negative prompt for the second pass. Empty: the one above.',

  'help.variation.strength':
    'How far the noise moves from the seed towards the variation seed: 0 not at all, 1 all the way.',
  'help.variation.seed': 'Which way the noise moves. Empty: another one for each job.',

  'help.styles': 'Texts that are put into the prompts, in this order.',
  'help.vae': 'Decodes what the model made into colours. The wrong one gives pale or broken pictures.',
  'help.refiner': 'Another model that takes over for the last steps. Machines need both.',
  'help.refiner.switch-at': 'After which share of the steps the refiner takes over.',
  'help.faces': 'Each machine repairs the faces it finds.',
  'help.face-restorer': 'What repairs faces. A machine that does not have it takes no part.',
  'help.tiling': 'The picture continues at its opposite edge, so that copies fit side by side.',
  'help.clip-skip':
    'How many of the last layers of the text encoder are left out. Anime models often want 2.',
  'help.save-on-worker':
    'Machines also write the pictures of this job into their own output folders. The copies here are stored in any case.',

  'help.seed-resize.side': 'In px, in steps of 8: the size the seed is known from.',
  'help.same-noise':
    'Noise is drawn by the processor instead of the graphics card, whose kinds differ. Machines without this option are left out.',

  'help.start.strength': 'How much of the pictures is painted anew.',
  'help.start.result': 'Whether results have the size set above, or each that of its picture.',
  'help.start.fit': 'How a picture is brought into the size of the result.',
  'help.mask.invert': 'Swaps what is painted anew and what stays.',
  'help.mask.soft': 'Half-painted px are half painted anew. Otherwise each px counts as painted or not.',
  'help.mask.blur': 'How far the edge of the mask is blurred, so that no seam shows.',
  'help.mask.content': 'What the masked part is filled with before it is painted anew.',
  'help.mask.only':
    'The masked part is made at the size of the result and put back: more detail for small parts.',
  'help.mask.padding': 'How much around the masked part the machines see as well.',

  'help.vary.field': 'The setting whose values are compared along this axis.',
  'help.vary.values':
    'Separated by commas. Numbers may be ranges: 10-30 (+5) counts up by 5, 1-10 [4] takes 4.',
  'help.vary.lora': 'The LoRA whose weight changes along this axis. It need not stand in the prompt.',
  'help.vary.prompts': 'Images for each line, which takes the place of the prompt above.',
  'help.vary.variants': 'What becomes of words such as {example} in the prompts.',

  'help.network.weight': 'How strongly it counts. 1 is as it was trained.',
} as const
