/** Pictures that requests refer to: what is wrong with one, and what was done to it. */
export const inputs = {
  'inputs.no-picture': '{name} is no picture that can be used.',
  'inputs.no-picture.remedy': 'Give a PNG, JPEG, WebP, GIF, AVIF or TIFF file.',
  'inputs.broken': '{name} is damaged or not complete: it cannot be decoded.',
  'inputs.broken.remedy': 'Save or download it again.',
  'inputs.too-many-pixels': '{name} has {megapixels, number} megapixels; at most {most, number} can be used.',
  'inputs.too-long-side':
    '{name} is {width, number} by {height, number} px; a side can have at most {most, number}.',
  'inputs.too-many-bytes': '{name} has {megabytes, number} MB; at most {most, number} MB can be used.',
  'inputs.smaller.remedy': 'Make it smaller first.',
  'inputs.unreadable': '{name} cannot be read: {error}',
  'inputs.gone': 'The input image {name} is not stored any more.',
  'inputs.gone.remedy': 'Add it again.',
  'inputs.not-stored':
    '{count, plural, one {A picture of this request is not stored here: {pictures}.} other {# pictures of this request are not stored here: {pictures}.}}',
  'inputs.not-stored.remedy':
    '{count, plural, one {Add it again, or take it out.} other {Add them again, or take them out.}}',
  'inputs.missing-of-job':
    '{count, plural, one {A picture that job {number, number} is made from is not stored here any more: {pictures}.} other {# pictures that job {number, number} is made from are not stored here any more: {pictures}.}}',
  'inputs.missing-of-job.remedy':
    '{count, plural, one {Add the same file to the form again where it was, then resume the job. Or put the settings of the job into the form and use another picture.} other {Add the same files to the form again where they were, then resume the job. Or put the settings of the job into the form and use other pictures.}}',
  'inputs.missing-of-job.remedy-cli':
    '{count, plural, one {Give “plan” the same file as the job was given it (--init, --mask, --controlnet): that stores it again. Then resume the job.} other {Give “plan” the same files as the job was given them (--init, --mask, --controlnet): that stores them again. Then resume the job.}}',
  'inputs.missing-of-job.title':
    'Job {number, number} lacks {count, plural, one {a picture} other {# pictures}}',
  'inputs.used': '{name}',
  'inputs.used.mask': 'the mask',
  'inputs.used.own-mask': 'the mask of {name}',
  'inputs.used.unit': 'the picture of ControlNet unit {unit, number}',
  'inputs.used.more': '{count, number} more',
  'inputs.used.script': 'a picture for {title}',
  'inputs.none': 'No input images are stored here.',
  'inputs.changed': 'The stored input image {name} has changed on the disk.',
  'inputs.no-library': 'Pictures cannot be decoded here: {error}',
  'inputs.kept': 'Input images that nothing needs any more could not be deleted: {error}',

  'inputs.first-frame': '{name} is animated: its first frame is used.',
  'inputs.first-page': '{name} has several pages: the first one is used.',
  'inputs.mask-scaled':
    'The mask is {width, number} by {height, number} px and its picture {toWidth, number} by {toHeight, number}: it is scaled.',
  'inputs.masks-scaled':
    'The mask is {width, number} by {height, number} px: it is scaled to the size of each of {count, number} pictures.',
} as const
