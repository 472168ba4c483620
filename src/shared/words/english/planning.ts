/** Why a worker is left out of a plan, and what a plan says. Reasons read after the name of a machine: "argon: switched off". */
export const planning = {
  'planning.switched-off': 'switched off',
  'planning.switched-off.past': 'it was switched off',
  'planning.not-available': 'not available',
  'planning.not-available.past': 'it was not available',
  'planning.no-checkpoint': 'it has no checkpoint',
  'planning.no-checkpoint.past': 'it had no checkpoint',
  'planning.unreadable-format': 'its samples_format is {format}: set it to png, jpg or webp in its settings',
  'planning.unreadable-format.past':
    'its samples_format was {format}: set it to png, jpg or webp in its settings',
  'planning.checkpoint-missing': 'checkpoint {name} is missing',
  'planning.checkpoint-missing.past': 'it did not have checkpoint {name}',
  'planning.checkpoint-differs': 'its checkpoint {name} is a different file (other hash)',
  'planning.checkpoint-elsewhere': 'its checkpoint {name} is in another folder: choose one by its full title',
  'planning.checkpoint-ambiguous':
    '{count, plural, =2 {two files} =3 {three files} =4 {four files} =5 {five files} other {# files}} named {name}: choose one by its full title',
  'planning.sampler-missing': 'sampler {name} is missing',
  'planning.sampler-missing.past': 'it did not have sampler {name}',
  'planning.schedule-missing': 'schedule {name} is missing',
  'planning.schedule-missing.past': 'it did not have schedule {name}',
  'planning.vae-missing': 'VAE {name} is missing',
  'planning.vae-missing.past': 'it did not have VAE {name}',
  'planning.upscaler-missing': 'upscaler {name} is missing',
  'planning.upscaler-missing.past': 'it did not have upscaler {name}',
  'planning.lora-missing': 'LoRA {name} is missing',
  'planning.lora-missing.past': 'it did not have LoRA {name}',
  'planning.script-missing': 'script {name} is missing',
  'planning.script-missing.past': 'it did not have script {name}',
  'planning.no-hires': 'its server has no hires fix',
  'planning.no-hires.past': 'its server had no hires fix',
  'planning.no-hires-without-upscaler': 'its server has no hires fix with upscaler None',
  'planning.other-size': 'its server makes {made} instead of {asked}',
  'planning.size-step': 'its server only makes multiples of {px} px',
  'planning.largest-seed': 'its server only accepts seeds up to {seed}',
  'planning.no-room': 'one image of this size does not fit into memory',
  'planning.no-room.past': 'one image of this size did not fit into memory',
  'planning.in-reserve': 'held in reserve',
  'planning.in-reserve.past': 'it was held in reserve',
  'planning.too-slow':
    'one image would take it {seconds, number} s; the others finish in {othersSeconds, number} s',
  'planning.too-slow.past':
    'one image would have taken it {seconds, number} s; the others were expected to finish in {othersSeconds, number} s',
  'planning.others-sooner': 'the others finish before it could help',
  'planning.others-sooner.past': 'the others were expected to finish before it could help',
  'planning.not-in-time': 'one image would take it {seconds, number} s, longer than there is time',
  'planning.not-in-time.past':
    'one image would have taken it {seconds, number} s, longer than there was time',
  'planning.ignores': 'ignores {parts}',
  'planning.machines-ignore': '{count, plural, one {# machine ignores} other {# machines ignore}} {parts}',
  'planning.machines-ignore-some':
    '{count, plural, one {# machine ignores} other {# machines ignore}} some of this',
  'planning.part-vae': 'VAE {name}',
  'planning.part-clip-skip': 'clip skip {layers}',
  'planning.part-schedule': 'schedule {name}',
  'planning.part-variation': 'the variation',
  'planning.part-lora': 'LoRA {name}',
  'planning.part-loras': 'the LoRAs',

  // At the beginning of a sentence.
  'planning.thing.lora': 'LoRA {name}',
  'planning.thing.checkpoint': 'Checkpoint {name}',
  'planning.thing.sampler': 'Sampler {name}',
  'planning.thing.schedule': 'Schedule {name}',
  'planning.thing.vae': 'VAE {name}',
  'planning.thing.upscaler': 'Upscaler {name}',
  // Under the field of the form that is the cause.
  'planning.only-on': '{thing}: only on {on, number} of {of, number} machines',
  'planning.on-no-machine':
    '{count, plural, =0 {{thing}: on no machine} one {{thing}: on no machine. Similar name: {names}} other {{thing}: on no machine. Similar names: {names}}}',
  'planning.on-no-known-machine':
    '{count, plural, =0 {{thing}: on no machine whose list is known} one {{thing}: on no machine whose list is known. Similar name: {names}} other {{thing}: on no machine whose list is known. Similar names: {names}}}',
  'planning.several-files': '{thing}: several files have this name. Choose one by its full title.',
  'planning.size-not-on-one': 'Not on {name}: {reason}',
  'planning.size-not-on': '{count, number} of {of, number} machines cannot make this size',
  'planning.size-on-none': 'No machine can make this size',
  // Beside the button that would start it.
  'planning.nobody': 'No machine can make this: {reasons}',
  'planning.wildcards-too-long':
    'The wildcard lists of this prompt have more than {most, number} lines together.',
  'planning.wildcards-too-long.remedy': 'Shorten the list "{name}", or take it out of the prompt.',
} as const
