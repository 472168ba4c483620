/** How requests and jobs end, and why. Reasons for which a machine is left out read after its name: "argon: it refused: …". */
export const dispatch = {
  // What a caller is told.
  'dispatch.closing': 'The app is closing; nothing new is started.',
  'dispatch.job-unknown': 'This job is not known any more.',
  'dispatch.job-still-running': 'This job is still being worked on.',
  'dispatch.job-over': 'Job {number} is over; it has no place in the queue.',
  'dispatch.job-not-over': 'Job {number} is not over.',
  'dispatch.bug': 'Something went wrong in Tributary',
  'dispatch.bug.text': '{error}. It stays as it is; please report this.',

  // Names where nobody knows a better one; `-first`: at the beginning of a sentence.
  'dispatch.untitled': 'Untitled',
  'dispatch.removed-machine': 'a removed machine',
  'dispatch.removed-machine-first': 'A removed machine',
  'dispatch.the-machine': 'The machine',

  // Why a machine is left out of a job.
  'dispatch.refused': 'it refused: {message}',
  'dispatch.answered': 'it answered: {message}',
  'dispatch.load-failed': 'the checkpoint did not load: {message}',
  'dispatch.requests-end':
    'requests end after {limit, number} s there, and one image would take it {seconds, number} s',
  'dispatch.requests-end.past':
    'requests ended after {limit, number} s there, and one image would have taken it {seconds, number} s',
  'dispatch.request-ended': 'requests end after {limit, number} s there, and one image takes it longer',
  'dispatch.request-ended.past': 'requests ended after {limit, number} s there, and one image took it longer',
  'dispatch.image-too-large': 'one image of {size} does not fit into its memory',
  'dispatch.image-too-large.past': 'one image of {size} did not fit into its memory',
  'dispatch.makes-one-colour': 'its pictures are of one colour',
  'dispatch.makes-one-colour.past': 'its pictures were of one colour',

  // How its pictures differ from what was asked; also why it is left out.
  'dispatch.used-sampler': 'it used sampler {used} instead of {asked}',
  'dispatch.used-schedule': 'it used schedule {used} instead of {asked}',
  'dispatch.used-checkpoint': 'it used checkpoint {used} instead of {asked}',
  'dispatch.used-other-file': 'it used another file named {name} ({usedHash}, not {hash})',
  'dispatch.used-vae': 'it used VAE {used} instead of {asked}',
  'dispatch.used-vae-instead-of-none': 'it used VAE {used} instead of none',
  'dispatch.used-vae-instead-of-its-own': 'it used VAE {used} instead of its own {asked}',
  'dispatch.used-vae-of-another-request': 'it used VAE {used}, which an earlier request asked for',
  'dispatch.used-no-vae': 'it used no VAE instead of {asked}',
  'dispatch.used-clip-skip': 'it used clip skip {used} instead of {asked}',
  'dispatch.loaded-no-lora': 'it did not load LoRA {name}',
  'dispatch.made-size': 'it made {made} instead of {asked}',
  'dispatch.made-seeds': 'it made other seeds than asked ({made} instead of {asked})',

  // Why a request failed, and what to do.
  'dispatch.answered-otherwise': '{name} answered with something else than asked: {difference}.',
  'dispatch.answered-otherwise.remedy': 'Refresh its lists, then it may join again.',
  'dispatch.size-step.remedy':
    'Ask for a width and a height in multiples of {px} px, or leave these images to other machines.',
  'dispatch.other-size.remedy': 'Ask for a size that it makes, or leave these images to other machines.',
  'dispatch.answered-seeds': 'It made other seeds than asked ({made} instead of {asked}).',
  'dispatch.answered-seeds.remedy': 'Use a seed below {limit}.',
  'dispatch.images-missing':
    '{missing} of {count, plural, one {# image} other {# images}} were missing from the answer.',
  'dispatch.images-foreign': '{missing} of {count, plural, one {# image} other {# images}} were sent {how}.',
  'dispatch.images-foreign.remedy': 'Let it send PNG, JPEG or WebP, as base64 in its answer.',
  'dispatch.no-answer': '{name} was done with it, but no answer came for {seconds, number} s.',
  'dispatch.no-answer.remedy':
    'Its images are made again. Something between may have lost it: a proxy, a tunnel, an antivirus program.',
  'dispatch.silent': '{name} has not answered for {seconds, number} s.',
  'dispatch.silent.remedy':
    'Its images are made elsewhere. The machine may be asleep, frozen or off the network.',
  'dispatch.hung': '{name} has shown no progress for {seconds, number} s.',
  'dispatch.hung.remedy':
    'Its images are made elsewhere. Look at its console; a window with selected text stands still on Windows.',
  'dispatch.stuck':
    '{name} is stuck: it has not ended {count, plural, one {# lost request} other {# lost requests}}.',
  'dispatch.stuck.remedy': 'Restart its server.',
  'dispatch.request-over': 'Its request is over.',
  'dispatch.not-taken-in': 'Its pictures could not be taken in.',
  'dispatch.answer-not-taken-in': 'The answer could not be taken in: {error}',

  // Why a batch came back.
  'dispatch.not-needed': 'not needed any more',
  'dispatch.behind-hanging': 'it waited behind a request that hangs',
  'dispatch.slept': 'this computer slept, and the connection did not outlive that',
  'dispatch.set-aside': 'pictures of one colour are made again elsewhere',
  'dispatch.stopped-there': 'somebody else stopped it there',
  'dispatch.perhaps-interrupted': 'perhaps interrupted together with another request',

  // Notices. Images are numbered from 0, as in their names.
  'dispatch.came-back':
    '{name}: {count, plural, one {image {first}} other {images {first}-{last}}} came back',
  'dispatch.failed.text': '{what} {remedy}',
  'dispatch.stopped-there.text': 'Somebody else stopped it there. What was half done is made again.',
  'dispatch.smaller-batches': '{name} gets smaller batches',
  'dispatch.smaller-batches.text':
    '{count, plural, one {# image} other {# images}} of {size} at once do not fit into its memory. They are made again in smaller batches.',
  'dispatch.left-out': '{name} is left out of this job',
  'dispatch.no-memory.text': 'Not even one image of {size} fits into its memory. The others make its images.',
  'dispatch.not-stored':
    '{count, plural, one {Image {first}} other {Images {first}-{last}}} could not be stored',
  'dispatch.one-colour': '{name} makes pictures of one colour',
  'dispatch.one-colour-kept.text':
    'They are kept, marked. If the prompt does not ask for that: start it with --no-half-vae, or choose another VAE.',
  'dispatch.one-colour-again.text':
    'They are made again elsewhere. If the prompt does not ask for that: start it with --no-half-vae, or choose another VAE.',
  'dispatch.one-colour-proven.text':
    'Its pictures are of one colour, and another machine makes the same ones well. Start it with --no-half-vae, or choose another VAE.',

  // Why a job waits or fails.
  'dispatch.no-machine': 'There is no machine to work on this.',
  'dispatch.nobody-now': 'Nobody can work on this now. {machines}.',
  'dispatch.goes-on': 'It goes on by itself as soon as a machine can.',
  'dispatch.nobody-ever': 'No machine can make these images. {machines}.',
  'dispatch.nobody-ever.remedy': 'Change the settings, or what the machines have, and run it again.',
  'dispatch.machines': '{names}: {reason}',
  'dispatch.machines-said': '{names}: {reason} ({said})',
  'dispatch.says': '{count, plural, one {{names} says: {message}} other {{names} say: {message}}}',
  'dispatch.all-said': '{said}.',

  // Why a machine made none of a job; to be told in the past tense (`inWords(…, 'past')`).
  'dispatch.made-none': 'Made none: {reason}.',
  'dispatch.others-first':
    '{count, plural, one {it was sent one image; the others made it first} other {it was sent # images; the others made them first}}',
  'dispatch.others-first-silent':
    '{count, plural, one {it was sent one image and gave no sign of life for {seconds, number} s; the others made it first} other {it was sent # images and gave no sign of life for {seconds, number} s; the others made them first}}',
  'dispatch.ended-unanswered':
    '{count, plural, one {it was sent one image} other {it was sent # images}}; the job ended before it answered',
  'dispatch.ended-unanswered-silent':
    '{count, plural, one {it was sent one image} other {it was sent # images}} and gave no sign of life for {seconds, number} s; the job ended before it answered',
  'dispatch.others-made-all': 'the others had made all before it could help',
  'dispatch.not-its-turn': 'the job ended before it was its turn',
} as const
