/** How requests and jobs end, and why. Reasons for which a machine is left out read after its name: "argon: it refused: …". */
export const dispatch = {
  // What a caller is told.
  'dispatch.closing': 'The app is closing; nothing new is started.',
  'dispatch.job-unknown': 'This job no longer exists.',
  'dispatch.job-still-running': 'This job is still running.',
  'dispatch.job-over': 'Job {number} has ended, so it has no place in the queue.',
  'dispatch.job-not-over': 'Job {number} has not ended yet.',
  'dispatch.bug': 'Something went wrong in Tributary',
  'dispatch.bug.text': '{error}. It stays as it is; please report this.',

  // Names where nobody knows a better one; `-first`: at the beginning of a sentence.
  'dispatch.untitled': 'Untitled',
  'dispatch.upscale': '{count, plural, one {Upscale of {name}} other {Upscale of # pictures}}',
  'dispatch.removed-machine': 'a removed machine',
  'dispatch.removed-machine-first': 'A removed machine',
  'dispatch.the-machine': 'The machine',

  // Why a machine is left out of a job.
  'dispatch.refused': 'it refused: {message}',
  'dispatch.turned-away': 'it answered {count, number} requests in a row like this: {message}',
  'dispatch.answered': 'it answered: {message}',
  'dispatch.load-failed': 'the checkpoint did not load: {message}',
  'dispatch.requests-end':
    'requests are cut off after {limit, number} s there, and one image would take {seconds, number} s',
  'dispatch.requests-end.past':
    'requests were cut off after {limit, number} s there, and one image would have taken {seconds, number} s',
  'dispatch.request-ended': 'requests are cut off after {limit, number} s there, and one image takes longer',
  'dispatch.request-ended.past':
    'requests were cut off after {limit, number} s there, and one image took longer',
  'dispatch.image-too-large': 'one image of {size} does not fit into memory',
  'dispatch.image-too-large.past': 'one image of {size} did not fit into memory',
  'dispatch.makes-one-colour': 'its pictures are a single colour',
  'dispatch.makes-one-colour.past': 'its pictures were a single colour',

  // How its pictures differ from what was asked; also why it is left out.
  'dispatch.used-sampler': 'it used sampler {used} instead of {asked}',
  'dispatch.used-refiner': 'it used refiner {used} instead of {asked}',
  'dispatch.used-hires-checkpoint': 'it used checkpoint {used} instead of {asked} for the hires fix',
  'dispatch.used-hires-sampler': 'it used {used} instead of {asked} for the hires fix',
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
  'dispatch.answered-otherwise': '{name} answered with something other than was asked: {difference}.',
  'dispatch.answered-otherwise.remedy': 'Refresh its models, then it can join again.',
  'dispatch.size-step.remedy':
    'Ask for a width and a height in multiples of {px} px, or leave these images to other machines.',
  'dispatch.other-size.remedy': 'Ask for a size that it makes, or leave these images to other machines.',
  'dispatch.answered-seeds': 'It made other seeds than asked ({made} instead of {asked}).',
  'dispatch.answered-seeds.remedy': 'Use a seed below {limit}.',
  'dispatch.beside-not-stored': 'Job {number, number}: a mask or control image was not stored',
  'dispatch.images-missing':
    '{missing} of {count, plural, one {# image} other {# images}} {missing, plural, one {was missing} other {were missing}} from the answer.',
  'dispatch.images-unusable':
    '{missing} of {count, plural, one {# image} other {# images}} {missing, plural, one {was sent} other {were sent}} {how}.',
  'dispatch.images-foreign.remedy': 'Let it send PNG, JPEG or WebP, as base64 in its answer.',
  'dispatch.images-broken.remedy':
    'Broken pictures are made again. The disk of the machine may be full, or an extension or a proxy may have cut them off.',
  'dispatch.no-answer': '{name} finished the request, but no answer arrived for {seconds, number} s.',
  'dispatch.no-answer.remedy':
    'Its images are made again. Something in between may have lost the answer: a proxy, a tunnel or antivirus software.',
  'dispatch.answer-stalls':
    '{name} stopped in the middle of its answer: nothing more of it has arrived for {seconds, number} s.',
  'dispatch.answer-stalls.remedy':
    'Pictures that arrived whole are kept, the others are made again. Something in between may have lost the rest: a proxy, a tunnel or antivirus software.',
  'dispatch.silent': '{name} has not answered for {seconds, number} s.',
  'dispatch.silent.remedy':
    'Its images are made elsewhere. The machine may be asleep, frozen or off the network.',
  'dispatch.hung': '{name} has shown no progress for {seconds, number} s.',
  'dispatch.hung.remedy':
    'Its images are made elsewhere. Look at its console: on Windows, selected text in the window stops the server.',
  'dispatch.stuck':
    '{name} is stuck: {count, plural, one {# lost request is} other {# lost requests are}} still running there.',
  'dispatch.stuck.remedy': 'Restart its server.',
  'dispatch.request-over': 'Its request has ended.',
  'dispatch.not-taken-in': 'Its pictures could not be read.',
  'dispatch.answer-not-taken-in': 'The answer could not be read: {error}',

  // Why a batch came back.
  'dispatch.not-needed': 'no longer needed',
  'dispatch.made-room': 'stopped for a job that goes first; its images are made later',
  'dispatch.behind-hanging': 'it waited behind a request that hangs',
  'dispatch.storing-goes-on': '{remedy} Storing continues by itself.',
  'dispatch.slept': 'this computer was asleep and the connection was lost',
  'dispatch.set-aside': 'single-colour pictures are made again elsewhere',
  'dispatch.stopped-there': 'somebody else stopped it on the machine',
  'dispatch.perhaps-interrupted': 'probably interrupted together with another request',

  // Notices. Images are numbered from 1 (`imageNumber`).
  'dispatch.came-back':
    '{name} stopped. {count, plural, one {Image {first} goes} other {Images {first}-{last} go}} to other machines',
  'dispatch.came-back-together':
    '{name} stopped. {count, plural, one {# image goes} other {# images go}} to other machines',
  'dispatch.failed.text': '{what} {remedy}',
  'dispatch.stopped-there.text':
    'Somebody else stopped the request on that machine. Unfinished images are made again.',
  'dispatch.smaller-batches': '{name} gets smaller batches',
  'dispatch.smaller-batches.text':
    '{count, plural, one {# image} other {# images}} of {size} at once did not fit into its memory. They are made again in smaller batches.',
  'dispatch.left-out': '{name} is left out of this job',
  'dispatch.no-memory.text':
    'Its memory is too small for even one image of {size}. Other machines make its images.',
  'dispatch.not-stored':
    '{count, plural, one {Image {first}} other {Images {first}-{last}}} could not be stored',
  'dispatch.one-colour': '{name} makes single-colour pictures',
  'dispatch.one-colour-kept.text':
    'They are kept and marked. If the prompt does not ask for this, start the server with --no-half-vae or choose another VAE.',
  'dispatch.one-colour-again.text':
    'They are made again elsewhere. If the prompt does not ask for this, start the server with --no-half-vae or choose another VAE.',
  'dispatch.one-colour-proven.text':
    'Its pictures are a single colour, and another machine makes the same ones correctly. Start its server with --no-half-vae or choose another VAE.',

  // Why a job waits or fails.
  'dispatch.no-machine': 'There are no machines for this job.',
  'dispatch.nobody-now': 'No machine is available. {machines}.',
  'dispatch.goes-on': 'The job resumes when one is.',
  'dispatch.nobody-ever': 'No machine can make these images. {machines}.',
  'dispatch.nobody-ever.remedy':
    'Change the settings, or install what is missing on the machines, and run the job again.',
  'dispatch.nothing-in-time': 'No image could be made in the time.',
  'dispatch.nothing-in-time.remedy': 'Give it a later time.',
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
  'dispatch.others-made-all': 'the other machines had made all images before it could help',
  'dispatch.not-its-turn': 'the job ended before its turn came',
} as const
